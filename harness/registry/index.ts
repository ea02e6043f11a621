export { connectHarbor, type ConnectHarborInput } from "./connect-harbor.ts";
export type { Harbor, HarborEndpoint, ReplaceCertificateInput, ServedCertificate } from "./harbor.ts";
export type { ArtifactInfo, Health, ProjectInfo, RepositoryInfo } from "./harbor-answers.ts";
export type { HarborClient, RobotAccount, RobotInput } from "./harbor-client.ts";
export { startHarbor, type StartHarborInput } from "./start-harbor.ts";
