import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";

/** What the Pods' network of a cluster is made of, by file name: the manifest that kind fills in, and what is laid over it. */
export async function cniFiles(): Promise<Readonly<Record<string, string>>> {
  const manifests = join(packageRoot, "fixtures/manifests");
  const [flannel, endpoint] = await Promise.all([
    readFile(join(manifests, "kind/default-cni.yaml"), "utf8"),
    readFile(join(manifests, "addons/cni/endpoint.yaml"), "utf8"),
  ]);
  return { "flannel.yaml": flannel, "endpoint.yaml": endpoint };
}
