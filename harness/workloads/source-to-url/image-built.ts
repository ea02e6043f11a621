import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";

export interface ImageBuiltInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  /** Why kpack builds: `STACK` is a rebase, on another run image and nothing else. */
  readonly reason: "COMMIT" | "CONFIG" | "STACK" | "TRIGGER";
}

/** Waits until kpack has built an application for that reason, and gives the reason and the image. */
export async function imageBuilt({ cluster, name, reason }: ImageBuiltInput): Promise<Attempt> {
  const image = [`image.kpack.io/${name}`, "--namespace", namespaces.workloads];
  const limit = timeoutArg(budgets.appDeployed);
  // In this order: a new Build takes `Ready` away together with the old reason.
  for (const condition of [`jsonpath={.status.latestBuildReason}=${reason}`, "condition=Ready"]) {
    const wait = ["wait", ...image, `--for=${condition}`, limit];
    const waited = attemptOf(`kubectl ${wait.join(" ")}`, await kubectl(wait, cluster.kubectl));
    if (!waited.succeeded) return waited;
  }
  const columns = "custom-columns=REASON:.status.latestBuildReason,IMAGE:.status.latestImage";
  const get = ["get", ...image, "--output", columns];
  return attemptOf(`kubectl ${get.join(" ")}`, await kubectl(get, cluster.kubectl));
}
