import { readFile } from "node:fs/promises";
import { parse, stringify } from "yaml";
import type { KindCluster } from "../kind/create-kind-cluster.ts";

interface Kubeconfig {
  readonly clusters: readonly {
    readonly name: string;
    readonly cluster: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * The kubeconfig for programs on the lab's network, as YAML: the API server by the name of its node, which is in its
 * certificate. On this host it is only known by a port of 127.0.0.1.
 */
export async function labKubeconfig({
  name,
  kubeconfig,
}: Pick<KindCluster, "name" | "kubeconfig">): Promise<string> {
  // as: kind wrote it.
  const config = parse(await readFile(kubeconfig, "utf8")) as Kubeconfig;
  const server = `https://${name}-control-plane:6443`;
  const clusters = config.clusters.map((one) => ({ ...one, cluster: { ...one.cluster, server } }));
  return stringify({ ...config, clusters });
}
