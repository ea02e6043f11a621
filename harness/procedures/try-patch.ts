import type { Tanzu } from "../cluster/index.ts";
import type { Attempt } from "../core/attempt.ts";
import { kubectl } from "../tools/kubectl/kubectl.ts";
import { writePatch } from "./update-existing-cluster.ts";

/** The seed's way to change a cluster, where the API server may refuse: dry run into patch.yaml, `kubectl apply`. */
export async function tryPatch(input: { readonly tanzu: Tanzu; readonly file: string }): Promise<Attempt> {
  const patch = await writePatch(input);
  const result = await kubectl(["apply", "--filename", patch], input.tanzu.management.kubectl);
  const text = [result.stdout, result.stderr].filter((part) => part !== "").join("\n");
  return { command: "kubectl apply -f patch.yaml", succeeded: result.exitCode === 0, text };
}
