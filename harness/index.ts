/** What scenario files may use: the one door into the harness. */
export type { Attempt } from "./core/attempt.ts";
export { budgets } from "./core/budgets.ts";
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
export { FaultHost } from "./faults/fault-host.ts";
export {
  faultColumns,
  faultRow,
  largeImage,
  signalColumns,
  signalRow,
  toyScenario,
} from "./faults/fault-table.ts";
export { checkGrowth, growthColumns, growthRow, type Sample, takeSample } from "./faults/watch-growth.ts";
export { checkAllPassed, checkOutcome, type Fault, meetFault, outcomeOf } from "./faults/meet-fault.ts";
export { checkSignalOutcome, meetSignals } from "./faults/meet-signal.ts";
export {
  breakDns,
  emptyDisk,
  fillDisk,
  killContainer,
  killRegistryAt,
  restartDocker,
} from "./faults/strikes.ts";
export { installPackage } from "./cluster/packages/install-package.ts";
export { deletePackage } from "./cluster/packages/delete-package.ts";
export { retryPackage } from "./cluster/packages/kick-package.ts";
export { checkTrust } from "./inspect/index.ts";
export { brokenChains, type BrokenChainName, brokenPem, issueServerCertificate } from "./pki/index.ts";
export { checkAvailability } from "./procedures/tkg/check-availability.ts";
export { checkCaFile, checkCaText } from "./procedures/nodes/check-ca-file.ts";
export { removeAddonTemplates } from "./procedures/tkg/remove-addon-templates.ts";
export { checkDiff } from "./procedures/tkg/diff-cluster.ts";
export { checkContainerdStart } from "./procedures/nodes/check-containerd-start.ts";
export { checkAppFields } from "./procedures/kapp-controller/check-app-fields.ts";
export { checkNothingInstalled } from "./procedures/kapp-controller/check-nothing-installed.ts";
export { createServiceAccount, grantEverything } from "./procedures/kapp-controller/service-account.ts";
export { checkDeployment } from "./procedures/tkg/check-deployment.ts";
export { checkDryRun } from "./procedures/tkg/check-dry-run.ts";
export {
  checkKappControllerConfig,
  kappControllerConfigured,
  restartKappController,
} from "./procedures/kapp-controller/check-kapp-controller-config.ts";
export {
  checkCreatedResources,
  checkResolvedImages,
} from "./procedures/kapp-controller/check-package-app.ts";
export {
  configureKappController,
  forgetKappControllerConfig,
  type KappControllerConfigKind,
} from "./procedures/kapp-controller/configure-kapp-controller.ts";
export { readTrustInBundle, trustInBundle } from "./procedures/kapp-controller/kapp-controller-bundle.ts";
export { checkReplaced, checkUntouched, machinesOf } from "./procedures/tkg/check-machines.ts";
export { fetchCaByGetcert, fetchCaFromSecret, harborNamespaces } from "./procedures/nodes/fetch-harbor-ca.ts";
export { checkSchemas, tryPatch } from "./procedures/tkg/try-patch.ts";
export { checkWithOpenssl, curlFromNode, typeOnNode } from "./procedures/nodes/probe-node.ts";
export { checkAirGap, closeAirGap } from "./procedures/air-gap/close-air-gap.ts";
export { checkImageOrigins, imagesInNodes } from "./procedures/air-gap/check-image-origins.ts";
export { curlOutsideFromNode, outside, pullOutsideFromPod } from "./procedures/air-gap/probe-outside.ts";
export { checkForwardProxy } from "./procedures/air-gap/check-forward-proxy.ts";
export { tryKappControllerRestart } from "./procedures/kapp-controller/try-kapp-controller-restart.ts";
export { tryPlainHttp } from "./procedures/kapp-controller/try-plain-http.ts";
export { trustDockerHost } from "./procedures/nodes/trust-docker-host.ts";
export { trustNodesBySsh, type TrustNodesBySshInput } from "./procedures/nodes/trust-nodes-by-ssh.ts";
export { restartContainerd, rehashCertificates } from "./procedures/nodes/finish-trust.ts";
export {
  annotateWorkers,
  applyPatch,
  rollWorkers,
  rollWorkersAfter,
  writePatch,
} from "./procedures/tkg/update-existing-cluster.ts";
export { type KappControllerLine, packageCluster } from "./scenario/package-assets.ts";
export { Scenario, type ScenarioHeader } from "./scenario/definition.ts";
export type { Lab } from "./scenario/lab/lab.ts";
export type { LabCluster, LabPackageCluster } from "./scenario/lab/lab-clusters.ts";
export type { LabHarbor } from "./scenario/lab/lab-harbor.ts";
export { scenario } from "./scenario/scenario.ts";
export { sourceToUrl } from "./scenario/source-to-url/source-to-url-assets.ts";
export type { TkcInput } from "./cluster/supervisor/tkc-manifest.ts";
export type { LabSupervisor } from "./scenario/lab/lab-supervisor.ts";
export type { LabSourceToUrl } from "./scenario/source-to-url/source-to-url-platform.ts";
export { standaloneTkg, tkgLines, tkgOn } from "./scenario/tkg-assets.ts";
export { podAddress } from "./workloads/pod-address.ts";
export { fetchSourceAgain, sourceFetched } from "./workloads/source-to-url/app-source.ts";
export {
  applyAppWorkload,
  type AppWorkload,
  deleteAppWorkload,
} from "./workloads/source-to-url/app-workload.ts";
export { appAnswers } from "./workloads/source-to-url/call-app.ts";
export { appImage } from "./workloads/source-to-url/app-image.ts";
export {
  deleteCartographer,
  deleteCartographerNamespace,
  deployCartographer,
  inspectCartographer,
  listKappApps,
  relocateCartographer,
} from "./workloads/packages/install-cartographer.ts";
export { installCertManager } from "./workloads/packages/install-cert-manager.ts";
export { billOfMaterials } from "./workloads/source-to-url/bill-of-materials.ts";
export { clusterObjects, compareObjects, objectsGone } from "./procedures/source-to-url/cluster-objects.ts";
export { listAsInSeed, ownedGone, ownedObjects } from "./workloads/source-to-url/owned-objects.ts";
export { pageShows } from "./workloads/source-to-url/page-shows.ts";
export { type Change, pushChange } from "./workloads/source-to-url/push-change.ts";
export { watchRollOut } from "./workloads/source-to-url/watch-roll-out.ts";
export { installationTimes } from "./workloads/source-to-url/installation-times.ts";
export { buildAgain } from "./workloads/source-to-url/build-again.ts";
export type { TrustPlace } from "./scenario/source-to-url/trust-places.ts";
export { workloadOutcome } from "./workloads/source-to-url/workload-outcome.ts";
export { createHarborChartSecret, createHarborTlsSecret } from "./workloads/packages/harbor-tls-secret.ts";
export { offerPackage } from "./workloads/packages/offer-package.ts";
export { relocateBundle } from "./workloads/packages/relocate-bundle.ts";
export { giveGitCredentials } from "./procedures/source-to-url/git-credentials.ts";
export { giveCartographerPullSecret } from "./procedures/source-to-url/registry-credentials.ts";
export {
  forgetInKpackController,
  restartKpackController,
  trustInKpackController,
} from "./procedures/source-to-url/trust-in-kpack-controller.ts";
export { giveTokenSecret } from "./procedures/kapp-controller/give-token-secret.ts";
export { pushWithDocker } from "./workloads/images/push-with-docker.ts";
export { submitWorkload, workloadSeen } from "./workloads/source-to-url/submit-workload.ts";
export { runHelloApp } from "./workloads/hello-app.ts";
export { cutOffPod, letPodThrough } from "./procedures/kapp-controller/cut-off-pod.ts";
export { giveRegistryAccount, giveServiceAccount } from "./procedures/source-to-url/registry-account.ts";
export { anotherBuild, countBuilds } from "./workloads/source-to-url/app-builds.ts";
export { buildStepRuns } from "./workloads/source-to-url/build-step.ts";
export { buildTimes } from "./workloads/source-to-url/build-times.ts";
export { pushFiles } from "./workloads/source-to-url/push-files.ts";
export { restoreSource } from "./workloads/source-to-url/restore-source.ts";
export { workloadConditions } from "./workloads/source-to-url/workload-conditions.ts";
export type { BuilderParts } from "./cluster/source-to-url/builder.ts";
export { builderOrder } from "./procedures/source-to-url/builder-order.ts";
export { fetchBuilder } from "./procedures/source-to-url/fetch-builder.ts";
export { builderReady } from "./procedures/source-to-url/builder-ready.ts";
export { forgetNodesBySsh } from "./procedures/nodes/forget-nodes-by-ssh.ts";
export { makeBuilderAnew } from "./procedures/source-to-url/make-builder-anew.ts";
export {
  type BuildImages,
  nameBuildImages,
  readBuildImages,
} from "./procedures/source-to-url/name-build-images.ts";
export { removeNodeImages } from "./procedures/nodes/remove-node-images.ts";
export { workloadRecovers, workloadStops } from "./workloads/source-to-url/await-workload.ts";
export { imageBuilt } from "./workloads/source-to-url/image-built.ts";
export { resolveImages } from "./workloads/packages/resolve-images.ts";
export { imagesOfPods, startPodsAnew } from "./workloads/images/start-pods-anew.ts";
export { JumpboxPod } from "./procedures/supervisor/jumpbox-pod.ts";
export { askWithToken, logInToCluster } from "./procedures/supervisor/log-in.ts";
export { checkTokenExpires, tokenThatExpires } from "./procedures/supervisor/token-times.ts";
export { checkUnchanged, readNodeStates } from "./procedures/supervisor/node-states.ts";
export { logInToNode, startOutsideMachine } from "./procedures/supervisor/outside-machine.ts";
export { giveScript, registerByScript } from "./procedures/supervisor/register-by-script.ts";
export { checkStages } from "./procedures/supervisor/register-stages.ts";
export { replaceWorker } from "./procedures/supervisor/replace-worker.ts";
export { checkSshKey, fetchSshKey } from "./procedures/supervisor/ssh-key.ts";
export { startSshServer, stopSshServer } from "./procedures/nodes/ssh-server.ts";
export { supervisorAssets } from "./scenario/supervisor-assets.ts";
export { checkSameCa, fetchChartCa } from "./procedures/supervisor/chart-ca.ts";
export { checkClusterGone } from "./procedures/supervisor/check-cluster-gone.ts";
export { killControllerDuring } from "./procedures/supervisor/kill-controller-during.ts";
export { listEvents, listObjects } from "./procedures/supervisor/list-objects.ts";
export { createPullSecret, writeUselessConfig } from "./procedures/supervisor/pull-secret.ts";
export {
  applyServiceConfiguration,
  writeServiceConfiguration,
} from "./procedures/supervisor/service-configuration.ts";
export { standingOf, watchStandstill } from "./procedures/supervisor/watch-standstill.ts";
export { dockerLogin, takeDockerConfig } from "./workloads/images/docker-login.ts";
export { pushImage } from "./workloads/images/push-image.ts";
export { deployNginx } from "./workloads/nginx.ts";
export { checkLifetime } from "./procedures/supervisor/check-lifetime.ts";
export { checkRotation } from "./procedures/supervisor/check-rotation.ts";
export { checkServed } from "./procedures/supervisor/check-served.ts";
export { checkUnpatched, controlPlaneSpecification } from "./procedures/supervisor/control-plane-object.ts";
export { issueCertificates } from "./procedures/supervisor/issue-certificates.ts";
export { restartControlPlane } from "./procedures/supervisor/restart-control-plane.ts";
export { checkKubeletsRotate, readNodeExpiry } from "./procedures/supervisor/node-expiry.ts";
export { readPodLog } from "./procedures/supervisor/read-pod-log.ts";
export { checkRollOut, rotateCertificates } from "./procedures/supervisor/rotate-certificates.ts";
export { openSupervisorShell, type SupervisorShell } from "./procedures/supervisor/supervisor-shell.ts";
export { listColumns, takeAccess } from "./procedures/supervisor/take-access.ts";
export {
  addLegacyMirror,
  bindCaToHost,
  checkCri,
  checkRegistryKeys,
  nameCaInConfig,
  removeLegacyRegistry,
} from "./procedures/nodes/registry-configuration.ts";
