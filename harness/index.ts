/** What scenario files may use: the one door into the harness. */
export type { Attempt } from "./core/attempt.ts";
export { HarnessError } from "./core/errors.ts";
export { type ClusterNode, nodesOf, type NodeSystem, type WorkloadCluster } from "./cluster/index.ts";
export { addCustomCa, type TkgVersion } from "./cluster/tkg/operator/config-home.ts";
export { brokenPem } from "./pki/index.ts";
export { checkAvailability } from "./procedures/check-availability.ts";
export { checkCaFile } from "./procedures/check-ca-file.ts";
export { removeAddonTemplates } from "./procedures/remove-addon-templates.ts";
export { checkDiff } from "./procedures/diff-cluster.ts";
export { checkContainerdStart } from "./procedures/check-containerd-start.ts";
export { checkDryRun } from "./procedures/check-dry-run.ts";
export {
  checkKappControllerConfig,
  kappControllerConfigured,
  restartKappController,
} from "./procedures/check-kapp-controller-config.ts";
export { checkReplaced, checkUntouched, machinesOf } from "./procedures/check-machines.ts";
export { fetchCaByGetcert, fetchCaFromSecret, harborNamespaces } from "./procedures/fetch-harbor-ca.ts";
export { checkSchemas, tryPatch } from "./procedures/try-patch.ts";
export { checkWithOpenssl, curlFromNode } from "./procedures/probe-node.ts";
export { trustDockerHost } from "./procedures/trust-docker-host.ts";
export { trustNodesBySsh, type TrustNodesBySshInput } from "./procedures/trust-nodes-by-ssh.ts";
export { restartContainerd, rehashCertificates } from "./procedures/finish-trust.ts";
export {
  annotateWorkers,
  applyPatch,
  rollWorkers,
  rollWorkersAfter,
  writePatch,
} from "./procedures/update-existing-cluster.ts";
export { Scenario, type ScenarioHeader } from "./scenario/definition.ts";
export type { Lab, LabCluster, LabHarbor } from "./scenario/lab.ts";
export { scenario } from "./scenario/scenario.ts";
export { standaloneTkg, tkgLines, tkgOn } from "./scenario/tkg-assets.ts";
export { createHarborTlsSecret } from "./workloads/harbor-tls-secret.ts";
export { pushWithDocker } from "./workloads/push-with-docker.ts";
export { runHelloApp } from "./workloads/hello-app.ts";
