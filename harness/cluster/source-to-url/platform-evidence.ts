import { execInContainer } from "../../tools/docker/containers.ts";
import { clusterEvidence, containerEvidence, type EvidenceSource } from "../evidence.ts";
import type { KindCluster } from "../kind/create-kind-cluster.ts";
import { namespaces } from "./names.ts";

const kubectl = ["kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf"];

const { flux, kpack, cartographer, ingress, git } = namespaces;

/** Commands whose output explains why a push did not become a URL; Secrets are not among them. */
const ofPlatform: Readonly<Record<string, readonly string[]>> = {
  "chain.yaml": [
    ...[...kubectl, "get", "--all-namespaces", "--output", "yaml"],
    "workloads.carto.run,gitrepositories,images.kpack.io,builds.kpack.io,deployments,services,ingresses",
  ],
  "builder.yaml": [...kubectl, "get", "clusterstores,clusterstacks,clusterbuilders", "--output", "yaml"],
  "supply-chain.yaml": [...kubectl, "get", "clustersupplychains", "--output", "yaml"],
  "builds.log": [
    ...[...kubectl, "logs", "--namespace", "default", "--selector", "kpack.io/build", "--prefix"],
    ...["--all-containers", "--tail", "-1"],
  ],
  ...Object.fromEntries(
    [
      [flux, "source-controller"],
      [kpack, "kpack-controller"],
      [cartographer, "cartographer-controller"],
      [ingress, "traefik"],
      [git, "git-server"],
    ].map(([namespace = "", name = ""]) => [
      `${name}.log`,
      [...kubectl, "logs", "--namespace", namespace, `deployment/${name}`],
    ]),
  ),
};

export interface EvidentPlatform extends Pick<KindCluster, "name" | "nodes"> {
  /** Its container is called as its host. */
  readonly harbor: { readonly host: string };
}

/** What can be known of a platform after something went wrong on it. */
export function platformEvidence(cluster: EvidentPlatform): EvidenceSource[] {
  const [node] = cluster.nodes;
  const own = Object.entries(ofPlatform).map(([file, command]) => ({
    name: `${cluster.name}-${file}`,
    read: async () => {
      const { stdout, stderr } = await execInContainer(node.name, command);
      return `${stdout}\n${stderr}`;
    },
  }));
  // The lab that asks has its log only where it has started the registry itself.
  return [...clusterEvidence(cluster), ...own, containerEvidence(cluster.harbor.host, "requests")];
}
