import type { Tanzu } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl } from "../../tools/kubectl/kubectl.ts";
import { writePatch } from "./update-existing-cluster.ts";

/** The seed's way to change a cluster, where the API server may refuse: dry run into patch.yaml, `kubectl apply`. */
export async function tryPatch(input: { readonly tanzu: Tanzu; readonly file: string }): Promise<Attempt> {
  return applied(input, []);
}

/** The same without changing anything: every object of the dry run against the cluster's own schemas and webhooks. */
export async function checkSchemas(input: {
  readonly tanzu: Tanzu;
  readonly file: string;
}): Promise<Attempt> {
  return applied(input, ["--dry-run=server"]);
}

async function applied(
  input: { readonly tanzu: Tanzu; readonly file: string },
  options: readonly string[],
): Promise<Attempt> {
  const patch = await writePatch(input);
  const { kubectl: management } = input.tanzu.management;
  const said = await kubectl(["apply", ...options, "--filename", patch], management);
  return attemptOf(["kubectl apply", ...options, "-f patch.yaml"].join(" "), said);
}
