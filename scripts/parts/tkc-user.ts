import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessPromise } from "zx";
import { $ } from "zx";

/** An operator with kubectl before a Supervisor of `tkglab up supervisor`; nothing of tkglab is between. */
export interface TkcUser {
  readonly kubectl: Kubectl;
  /** Applies objects as one file. */
  apply(objects: readonly object[]): Promise<void>;
  /** Waits until a cluster's nodes are Ready, asked with the kubeconfig of its secret. */
  usable(cluster: string, nodes: number): Promise<void>;
}

export type Kubectl = (...args: readonly string[]) => ProcessPromise;

/** The vSphere Namespace of the benchmark. */
export const namespace = "bench";

export function tkcUser(input: {
  readonly kubectl: Kubectl;
  readonly binary: string;
  readonly work: string;
}): TkcUser {
  const { kubectl, binary, work } = input;
  return {
    kubectl,
    async apply(objects) {
      const file = join(work, "objects.json");
      await writeFile(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
      await kubectl("apply", "--filename", file);
    },
    async usable(cluster, nodes) {
      const secret = ["secret", `${cluster}-kubeconfig`, "--namespace", namespace];
      const { stdout } = await kubectl("get", ...secret, "--output", "jsonpath={.data.value}");
      const file = join(work, `${cluster}.kubeconfig`);
      await writeFile(file, Buffer.from(stdout, "base64"), { mode: 0o600 });
      const theirs = ["--kubeconfig", file, "--cache-dir", join(work, "cache")];
      await $`${binary} ${theirs} wait node --all --for=condition=Ready --timeout=120s`;
      const { stdout: names } = await $`${binary} ${theirs} get node --output name`;
      const found = names.trim().split("\n");
      if (found.length !== nodes)
        throw new Error(`cluster ${cluster} has ${found.join(", ")}, not ${nodes} nodes`);
    },
  };
}

/** A TanzuKubernetesCluster as operators write it: one control plane, and workers. */
export function tkc(name: string, workers = 1): object {
  const nodes = {
    vmClass: "best-effort-small",
    storageClass: "vsan-default-storage-policy",
    tkr: { reference: { name: "v1.34.4---vmware.1-tkg.1" } },
  };
  return {
    apiVersion: "run.tanzu.vmware.com/v1alpha2",
    kind: "TanzuKubernetesCluster",
    metadata: { name, namespace },
    spec: {
      topology: {
        controlPlane: { ...nodes, replicas: 1 },
        nodePools: [{ ...nodes, name: "workers", replicas: workers }],
      },
    },
  };
}
