import {
  checkAvailability,
  checkKubeletsRotate,
  checkLifetime,
  checkRollOut,
  checkRotation,
  checkServed,
  issueCertificates,
  type LabSupervisor,
  listColumns,
  machinesOf,
  openSupervisorShell,
  readNodeExpiry,
  restartControlPlane,
  rotateCertificates,
  scenario,
  supervisorAssets,
  type SupervisorShell,
  takeAccess,
  type WorkloadCluster,
} from "../../harness/index.ts";
import { differs } from "./supervisor.ts";

/** Where seed 001 has its cluster, and what it calls it. */
const namespace = "tkg-cluster-ns";

/** Longer than what is near its end, shorter than what kubeadm issues: a month. */
export const days = 30;

/** What is not as in the field where certificates are rotated. */
export const differsInRotation = [
  ...differs,
  "the node of the Supervisor on which the operator works is a container beside it, with kubectl, admin.conf and ssh",
];

/** The cluster of seed 001. */
export async function tkgCluster(sv: LabSupervisor, controlPlanes: 1 | 3 = 1): Promise<WorkloadCluster> {
  await sv.createNamespace(namespace);
  return sv.createCluster({ name: sv.clusterName("tkg-cluster"), namespace, controlPlanes });
}

/** A shell on a node of the Supervisor, with that cluster's names. */
export function shellFor(sv: LabSupervisor, cluster: WorkloadCluster): Promise<SupervisorShell> {
  return openSupervisorShell({ operator: sv.operator, supervisor: sv.supervisor, cluster });
}

/** Whether no certificate is near its end. */
export async function lastsLonger({ shell }: { readonly shell: SupervisorShell }) {
  return checkLifetime({ controlPlane: await readNodeExpiry(shell), days });
}

/** What a rotation is judged by, as it is now. */
async function state({
  shell,
  cluster,
}: {
  readonly shell: SupervisorShell;
  readonly cluster: WorkloadCluster;
}) {
  const [controlPlane, machines] = await Promise.all([readNodeExpiry(shell), machinesOf(cluster)]);
  return { controlPlane, workers: machines.filter(({ metadata }) => metadata.name.includes("-workers-")) };
}

interface RotationScenario {
  readonly name: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly controlPlanes?: 1 | 3;
}

/** Certificates that are near their end are rotated as seed 001 does it: the same for one control plane and for three. */
export function rotation({ name, title, tags, controlPlanes = 1 }: RotationScenario) {
  // Of one control plane etcd loses its majority for a moment, of three never.
  const bars =
    controlPlanes === 1 ? { mayLose: 60_000, leastEtcdMembers: 0 } : { mayLose: 0, leastEtcdMembers: 2 };
  return scenario({
    id: `supervisor/${name}`,
    title,
    seed: "001",
    product: "vSphere with Tanzu",
    tags: ["supervisor", "certificates", ...tags],
    differs: [
      ...differsInRotation,
      "the certificates are near their end because kubeadm issued them anew for ten days, not because a year has passed",
    ],
    uses: [...supervisorAssets],
  })
    .given("sv", "a Supervisor", ({ lab }) => lab.supervisor())
    .given("cluster", "a cluster in tkg-cluster-ns", ({ sv }) => tkgCluster(sv, controlPlanes))
    .given("shell", "an operator is on a node of the Supervisor", ({ sv, cluster }) => shellFor(sv, cluster))
    .green("kubectl get clusters names it", ({ shell }) =>
      listColumns(shell, {
        line: "kubectl get clusters -n $CLUSTER_NAMESPACE",
        columns: ["NAME", "PHASE", "AGE", "VERSION"],
      }),
    )
    .green(
      "its kubeconfig and the key of its nodes are taken from their secrets",
      ({ shell }) => takeAccess(shell),
      { answer: /^NAME +STATUS +ROLES .*\n(?:.* Ready +control-plane,master .*\n)+.* Ready +<none> / },
    )
    .given("near", "its certificates expire in ten days", async ({ shell }) => {
      await issueCertificates({ shell, which: "all", validity: "240h" });
      await restartControlPlane(shell);
    })
    .given("before", "certificates and workers are noted", (given) => state(given))
    .green("its control plane serves with these certificates", ({ shell, before }) =>
      checkServed({ shell, controlPlane: before.controlPlane }),
    )
    .red("every leaf expires in more than a month", (given) => lastsLonger(given), {
      // All ten of the seed, each with its node.
      error:
        /admin\.conf: .*apiserver: .*apiserver-etcd-client: .*apiserver-kubelet-client: .*controller-manager\.conf: .*etcd-healthcheck-client: .*etcd-peer: .*etcd-server: .*front-proxy-client: .*scheduler\.conf: expected later than \S+Z; actual \S+Z/s,
    })
    .green("kubectl get kcp shows a control plane that is whole", ({ shell }) =>
      listColumns(shell, {
        line: "kubectl get kcp -n $CLUSTER_NAMESPACE $CLUSTER_NAME-control-plane",
        columns: [
          ...["NAME", "CLUSTER", "INITIALIZED", "API SERVER AVAILABLE"],
          ...["REPLICAS", "READY", "UPDATED", "UNAVAILABLE", "AGE", "VERSION"],
        ],
      }),
    )
    .when("rotated", "rolloutAfter is set to now, and Cluster API rolls the control plane", (given) =>
      rotateCertificates(given),
    )
    .green(
      "every control-plane Machine was replaced, none before a new one ran",
      ({ rotated }) => checkRollOut(rotated),
      { answer: /^kubeadmcontrolplane\.controlplane\.cluster\.x-k8s\.io\/\S+-control-plane patched\n/ },
    )
    .green("API and etcd were there, but for what so many control planes have to lose", ({ rotated }) =>
      checkAvailability({ rollout: rotated, ...bars }),
    )
    .green("kubectl get machines lists them", ({ shell }) =>
      listColumns(shell, {
        line: "kubectl get machines -n $CLUSTER_NAMESPACE",
        columns: ["NAME", "CLUSTER", "NODENAME", "PROVIDERID", "PHASE", "AGE", "VERSION"],
      }),
    )
    .given("after", "certificates and workers are noted again", (given) => state(given))
    .green("every leaf expires later than before; CAs and workers are the same", ({ before, after }) =>
      Promise.resolve(checkRotation({ before, after })),
    )
    .green("every leaf expires in more than a month", (given) => lastsLonger(given))
    .green("the new control plane serves with its certificates", ({ shell, after }) =>
      checkServed({ shell, controlPlane: after.controlPlane }),
    )
    .green("every worker's kubelet renews its own certificate", ({ shell }) => checkKubeletsRotate(shell), {
      answer: /^\S+-workers-\S+: rotateCertificates: true$/,
    });
}
