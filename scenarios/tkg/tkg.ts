import {
  type Attempt,
  type ClusterNode,
  HarnessError,
  type LabHarbor,
  nodesOf,
  runHelloApp,
  type WorkloadCluster,
} from "../../harness/index.ts";

/** What is not as in the field, in all scenarios of standalone TKG. */
export const differs = [
  "machines are containers of Cluster API's Docker provider, on Debian with the certificate tools of each system",
  "the pod network is flannel, not Antrea; it comes as an App beside kapp-controller's",
  "the tanzu commands are carried out by the harness: the same templates by the real ytt, the same objects",
];

/** What else is not, on the line of Cluster API that CI builds: there every part runs the newer Kubernetes. */
export const differsOnNewerLine = "TKG 1.x never came with this Cluster API, nor with Kubernetes 1.34";

/** What hello-app answers, wherever it runs. */
export const helloFrom = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

/** A node of a cluster: 0 is a control plane, the last one a worker. */
export async function nodeOf(cluster: WorkloadCluster, index: number): Promise<ClusterNode> {
  const nodes = await nodesOf(cluster);
  const node = nodes.at(index);
  if (node !== undefined) return node;
  throw new HarnessError({
    code: "check",
    message: `Choosing node ${index} of cluster ${cluster.name}: it has ${nodes.length}`,
  });
}

/** Runs hello-app on one node of a cluster. */
export async function helloOn(
  cluster: WorkloadCluster,
  { helloApp }: Pick<LabHarbor, "helloApp">,
  index: number,
): Promise<Attempt> {
  return runHelloApp({ cluster, image: helloApp, node: (await nodeOf(cluster, index)).name });
}
