import {
  checkRollOut,
  checkUnpatched,
  controlPlaneSpecification,
  issueCertificates,
  readPodLog,
  refusalOf,
  restartControlPlane,
  rotateCertificates,
  scenario,
  supervisorAssets,
  takeAccess,
} from "../../harness/index.ts";
import { differsInRotation, lastsLonger, shellFor, tkgCluster } from "./rotation.ts";

const leaf = "apiserver-kubelet-client";

export default scenario({
  id: "supervisor/expired-certificate",
  title: "With an expired certificate the rotation is not begun, and says which, where and since when",
  seed: "001",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "certificates", "limits", "nightly"],
  differs: [
    ...differsInRotation,
    "the certificate has expired because the cluster's CA issued it so, not because time has passed",
  ],
  uses: [...supervisorAssets],
})
  .given("sv", "a Supervisor", ({ lab }) => lab.supervisor())
  .given("cluster", "a cluster in tkg-cluster-ns", ({ sv }) => tkgCluster(sv))
  .given("shell", "an operator is on a node of the Supervisor", ({ sv, cluster }) => shellFor(sv, cluster))
  .green("the operator has its kubeconfig and the key of its nodes", ({ shell }) => takeAccess(shell))
  .green("the log of a Pod can be read", ({ shell }) => readPodLog(shell))
  .given("before", "its KubeadmControlPlane is noted", ({ shell }) => controlPlaneSpecification(shell))
  .given(
    "expired",
    "the certificate that the API server shows to kubelets has expired an hour ago",
    async ({ shell }) => {
      await issueCertificates({ shell, which: leaf, validity: "-1h" });
      // An API server keeps the connections that it has.
      await restartControlPlane(shell);
    },
  )
  .red("the API server answers, but the kubelet does not let it in", ({ shell }) => readPodLog(shell), {
    error: /the server has asked for the client to provide credentials/,
    symptom: "P05",
  })
  .red(
    "the rotation refuses to begin",
    (given) => refusalOf(async () => checkRollOut(await rotateCertificates(given))),
    {
      error:
        /not begun, some have expired already\n\S+-control-plane-\S+: apiserver-kubelet-client expired at \S+Z\n.*kubeadm certs renew all/,
    },
  )
  .green("the KubeadmControlPlane is as it was", ({ shell, before }) => checkUnpatched({ shell, before }))
  .when(
    "renewed",
    "kubeadm certs renew all on the node, and its control plane is started anew",
    async ({ shell }) => {
      await issueCertificates({ shell, which: "all" });
      await restartControlPlane(shell);
    },
  )
  .green("the log of a Pod can be read again", ({ shell }) => readPodLog(shell))
  .when("rotated", "the rotation is begun again", (given) => rotateCertificates(given))
  .green("every control-plane Machine was replaced, none before a new one ran", ({ rotated }) =>
    checkRollOut(rotated),
  )
  .green("every leaf expires in more than a month", (given) => lastsLonger(given));
