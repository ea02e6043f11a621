export { connectHarbor, type ConnectHarborInput } from "./connect-harbor.ts";
export type { Harbor, HarborEndpoint, ReplaceCertificateInput, ServedCertificate } from "./harbor.ts";
export type { ArtifactInfo, Health, ProjectInfo, QuotaInfo, RepositoryInfo } from "./harbor-answers.ts";
export type { HarborClient, ProjectInput } from "./harbor-client.ts";
export type { RobotAccount, RobotInput } from "./robot-account.ts";
export { startHarbor, type StartHarborInput } from "./start-harbor.ts";
