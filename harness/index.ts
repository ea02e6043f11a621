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
export { sourceToUrl } from "./scenario/source-to-url-assets.ts";
export type { LabSourceToUrl } from "./scenario/source-to-url-platform.ts";
export { standaloneTkg, tkgLines, tkgOn } from "./scenario/tkg-assets.ts";
export { fetchSourceAgain, sourceFetched } from "./workloads/app-source.ts";
export { applyAppWorkload, type AppWorkload, deleteAppWorkload } from "./workloads/app-workload.ts";
export { appAnswers } from "./workloads/call-app.ts";
export { appImage } from "./workloads/app-image.ts";
export { deleteCartographer, inspectCartographer } from "./workloads/install-cartographer.ts";
export { listAsInSeed, ownedGone, ownedObjects } from "./workloads/owned-objects.ts";
export { type Change, pushChange } from "./workloads/push-change.ts";
export { watchRollOut } from "./workloads/watch-roll-out.ts";
export { installationTimes } from "./workloads/installation-times.ts";
export { buildAgain } from "./workloads/build-again.ts";
export type { TrustPlace } from "./scenario/trust-places.ts";
export { workloadOutcome } from "./workloads/workload-outcome.ts";
export { createHarborTlsSecret } from "./workloads/harbor-tls-secret.ts";
export { offerPackage } from "./workloads/offer-package.ts";
export { relocateBundle } from "./workloads/relocate-bundle.ts";
export { giveGitCredentials, takeGitCredentials } from "./procedures/git-credentials.ts";
export { giveRegistryCredentials, takeRegistryCredentials } from "./procedures/registry-credentials.ts";
export {
  forgetInKpackController,
  restartKpackController,
  trustInKpackController,
} from "./procedures/trust-in-kpack-controller.ts";
export { giveTokenSecret } from "./procedures/give-token-secret.ts";
export { pushWithDocker } from "./workloads/push-with-docker.ts";
export { submitWorkload, workloadSeen } from "./workloads/submit-workload.ts";
export { runHelloApp } from "./workloads/hello-app.ts";
export { cutOffPod, letPodThrough } from "./procedures/cut-off-pod.ts";
export { giveRegistryAccount } from "./procedures/registry-account.ts";
export { anotherBuild, countBuilds } from "./workloads/app-builds.ts";
export { buildStepRuns } from "./workloads/build-step.ts";
export { buildTimes } from "./workloads/build-times.ts";
export { pushFiles } from "./workloads/push-files.ts";
export { workloadConditions } from "./workloads/workload-conditions.ts";
export { builderReady } from "./procedures/builder-ready.ts";
export { forgetNodesBySsh } from "./procedures/forget-nodes-by-ssh.ts";
export { makeBuilderAnew } from "./procedures/make-builder-anew.ts";
export { type BuildImages, nameBuildImages, readBuildImages } from "./procedures/name-build-images.ts";
export { removeNodeImages } from "./procedures/remove-node-images.ts";
export { workloadRecovers, workloadStops } from "./workloads/await-workload.ts";
export { imageBuilt } from "./workloads/image-built.ts";
export { resolveImages } from "./workloads/resolve-images.ts";
export { imagesOfPods, startPodsAnew } from "./workloads/start-pods-anew.ts";
