import {
  JumpboxPod,
  type Lab,
  type LabHarbor,
  type LabSupervisor,
  type WorkloadCluster,
} from "../../harness/index.ts";

/** Where Harbor 1 hands out its CA. */
export function getcertOfHarbor1({ url }: Pick<LabHarbor, "url">): string {
  return `${url}/api/systeminfo/getcert`;
}

/** Makes a cluster in the namespace ns1, as seed 003 has it: one control plane, one worker. */
export async function clusterInNs1({ sv }: { readonly sv: LabSupervisor }): Promise<WorkloadCluster> {
  await sv.createNamespace("ns1");
  return sv.createCluster({ name: sv.clusterName("tkc-cluster-1"), namespace: "ns1" });
}

/** Applies jumpbox-ubuntu.yaml for a cluster; the Pod goes with the scenario. */
export async function jumpboxFor(input: {
  readonly lab: Lab;
  readonly sv: LabSupervisor;
  readonly cluster: WorkloadCluster;
}): Promise<JumpboxPod> {
  const { lab, sv, cluster } = input;
  const name = sv.clusterName("jumpbox-ubuntu");
  const jumpbox = await JumpboxPod.create({ kubectl: sv.supervisor.kubectl, cluster, name });
  lab.defer(() => jumpbox[Symbol.asyncDispose]());
  return jumpbox;
}
