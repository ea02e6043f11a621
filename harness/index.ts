/** What scenario files may use: the one door into the harness. */
export type { Attempt } from "./core/attempt.ts";
export { HarnessError } from "./core/errors.ts";
export { refusalOf } from "./core/refusal.ts";
export { Secret } from "./core/secret.ts";
export {
  type ClusterNode,
  type ForwardProxy,
  nodesOf,
  type NodeSystem,
  type WorkloadCluster,
} from "./cluster/index.ts";
export { addCustomCa, addNodesOnlyCa, type TkgVersion } from "./cluster/tkg/operator/config-home.ts";
export { installPackage } from "./cluster/packages/install-package.ts";
export { deletePackage } from "./cluster/packages/delete-package.ts";
export { retryPackage } from "./cluster/packages/kick-package.ts";
export { checkTrust } from "./inspect/index.ts";
export { brokenPem } from "./pki/index.ts";
export { checkAvailability } from "./procedures/check-availability.ts";
export { checkCaFile, checkCaText } from "./procedures/check-ca-file.ts";
export { removeAddonTemplates } from "./procedures/remove-addon-templates.ts";
export { checkDiff } from "./procedures/diff-cluster.ts";
export { checkContainerdStart } from "./procedures/check-containerd-start.ts";
export { checkAppFields } from "./procedures/check-app-fields.ts";
export { checkNothingInstalled } from "./procedures/check-nothing-installed.ts";
export { createServiceAccount, grantEverything } from "./procedures/service-account.ts";
export { checkDeployment } from "./procedures/check-deployment.ts";
export { checkDryRun } from "./procedures/check-dry-run.ts";
export {
  checkKappControllerConfig,
  kappControllerConfigured,
  restartKappController,
} from "./procedures/check-kapp-controller-config.ts";
export { checkCreatedResources, checkResolvedImages } from "./procedures/check-package-app.ts";
export {
  configureKappController,
  forgetKappControllerConfig,
  type KappControllerConfigKind,
} from "./procedures/configure-kapp-controller.ts";
export { readTrustInBundle, trustInBundle } from "./procedures/kapp-controller-bundle.ts";
export { checkReplaced, checkUntouched, machinesOf } from "./procedures/check-machines.ts";
export { fetchCaByGetcert, fetchCaFromSecret, harborNamespaces } from "./procedures/fetch-harbor-ca.ts";
export { checkSchemas, tryPatch } from "./procedures/try-patch.ts";
export { checkWithOpenssl, curlFromNode } from "./procedures/probe-node.ts";
export { checkAirGap, closeAirGap } from "./procedures/close-air-gap.ts";
export { checkImageOrigins, imagesInNodes } from "./procedures/check-image-origins.ts";
export { curlOutsideFromNode, outside, pullOutsideFromPod } from "./procedures/probe-outside.ts";
export { checkForwardProxy } from "./procedures/check-forward-proxy.ts";
export { tryKappControllerRestart } from "./procedures/try-kapp-controller-restart.ts";
export { tryPlainHttp } from "./procedures/try-plain-http.ts";
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
export { type KappControllerLine, packageCluster } from "./scenario/package-assets.ts";
export { Scenario, type ScenarioHeader } from "./scenario/definition.ts";
export type { Lab } from "./scenario/lab.ts";
export type { LabCluster, LabPackageCluster } from "./scenario/lab-clusters.ts";
export type { LabHarbor } from "./scenario/lab-harbor.ts";
export { scenario } from "./scenario/scenario.ts";
export { standaloneTkg, tkgLines, tkgOn } from "./scenario/tkg-assets.ts";
export { createHarborTlsSecret } from "./workloads/harbor-tls-secret.ts";
export { offerPackage } from "./workloads/offer-package.ts";
export { relocateBundle } from "./workloads/relocate-bundle.ts";
export { giveTokenSecret } from "./procedures/give-token-secret.ts";
export { pushWithDocker } from "./workloads/push-with-docker.ts";
export { submitWorkload, workloadSeen } from "./workloads/submit-workload.ts";
export { runHelloApp } from "./workloads/hello-app.ts";
