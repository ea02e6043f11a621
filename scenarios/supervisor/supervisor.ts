import {
  type Attempt,
  type ClusterNode,
  HarnessError,
  type LabHarbor,
  nodesOf,
  runHelloApp,
  type WorkloadCluster,
} from "../../harness/index.ts";

/** What is not as in the field, in all scenarios of vSphere with Tanzu. */
export const differs = [
  "machines are containers of Cluster API's Docker provider, on Debian with Photon's certificate tools",
  "the Supervisor is a kind cluster with a controller of our own; accounts are its service accounts, not vCenter's",
  "the pod network is flannel, whichever CNI the TkgServiceConfiguration names",
  "a cluster's name ends in the scenario's own part, so that scenarios stand side by side",
];

/** What hello-app answers, wherever it runs. */
export const helloFrom = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

/** A node of a cluster: 0 is a control plane, -1 the last worker. */
export async function nodeOf(cluster: WorkloadCluster, index: number): Promise<ClusterNode> {
  const nodes = await nodesOf(cluster);
  const node = nodes.at(index);
  if (node !== undefined) return node;
  throw new HarnessError({
    code: "check",
    message: `Choosing node ${index} of cluster ${cluster.name}: it has ${nodes.length}`,
  });
}

/** What a node says that does not know Harbor's CA. */
export const unknownAuthority = /x509: certificate signed by unknown authority/;

/** Runs hello-app on one node of a cluster. */
export async function helloOn(
  cluster: WorkloadCluster,
  { helloApp }: Pick<LabHarbor, "helloApp">,
  index: number,
): Promise<Attempt> {
  return runHelloApp({ cluster, image: helloApp, node: (await nodeOf(cluster, index)).name });
}
