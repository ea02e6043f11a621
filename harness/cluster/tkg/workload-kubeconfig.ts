import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parse, stringify } from "yaml";
import { HarnessError } from "../../core/errors.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import type { Kube } from "../kube/kube.ts";
import { apiStatus } from "../kube/kube.ts";
import type { ClusterRef } from "./machines.ts";

/** The container that Cluster API's Docker provider puts before the control planes of a cluster. */
export function loadBalancerOf(cluster: string): string {
  return `${cluster}-lb`;
}

/**
 * The admin's kubeconfig of a workload cluster, as `tanzu cluster kubeconfig get --admin` gives it, for use on this
 * host: through the load balancer's port on loopback.
 * @throws HarnessError `usage` when there is no such cluster or it has no kubeconfig yet.
 */
export async function workloadKubeconfig(kube: Kube, cluster: ClusterRef): Promise<string> {
  const { name, namespace } = cluster;
  const secret = await kube.core
    .readNamespacedSecret({ name: `${name}-kubeconfig`, namespace })
    .catch((error: unknown) => {
      if (apiStatus(error) !== 404) throw error;
      throw new HarnessError({
        code: "usage",
        message: `Getting the kubeconfig of cluster ${name}: there is no secret ${name}-kubeconfig in namespace ${namespace}`,
        hint: "tkglab tanzu cluster list",
      });
    });
  const text = Buffer.from(secret.data?.value ?? "", "base64").toString();
  return withServer(text, `https://${await publishedAt(name)}`);
}

/** Writes the kubeconfig where only its owner can read it. */
export async function writeWorkloadKubeconfig(kube: Kube, cluster: ClusterRef, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, await workloadKubeconfig(kube, cluster), { mode: 0o600 });
}

/** A kubeconfig with another address of its one cluster. */
export function withServer(kubeconfig: string, server: string): string {
  // as: Cluster API writes it, with exactly one cluster
  const config = parse(kubeconfig) as { clusters: { cluster: Record<string, unknown> }[] };
  for (const { cluster } of config.clusters) cluster.server = server;
  return stringify(config);
}

/** `127.0.0.1:<port>` at which the load balancer answers on this host. */
async function publishedAt(cluster: string): Promise<string> {
  const container = loadBalancerOf(cluster);
  const ports = await dockerOk(`Looking for the port of ${container}`, ["port", container, "6443/tcp"]);
  const loopback = ports.split("\n").find((line) => line.startsWith("127.0.0.1:"));
  if (loopback !== undefined) return loopback;
  throw new HarnessError({
    code: "internal",
    message: `Looking for the port of ${container}: it is not on loopback but on ${ports}`,
    hint: `docker port ${container}`,
  });
}
