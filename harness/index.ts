/** What scenario files may use: the one door into the harness. */
export type { Attempt } from "./core/attempt.ts";
export { HarnessError } from "./core/errors.ts";
export { checkWithOpenssl, curlFromNode } from "./procedures/probe-node.ts";
export { trustDockerHost } from "./procedures/trust-docker-host.ts";
export { trustNodesBySsh, type TrustNodesBySshInput } from "./procedures/trust-nodes-by-ssh.ts";
export { restartContainerd, rehashCertificates } from "./procedures/finish-trust.ts";
export { Scenario, type ScenarioHeader } from "./scenario/definition.ts";
export type { Lab, LabCluster, LabHarbor } from "./scenario/lab.ts";
export { scenario } from "./scenario/scenario.ts";
export { pushWithDocker } from "./workloads/push-with-docker.ts";
export { runHelloApp } from "./workloads/hello-app.ts";
