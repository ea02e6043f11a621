import type { Attempt } from "../../core/attempt.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** A ClusterBuilder's groups, as kpack has resolved them. */
type ResolvedOrder = readonly {
  readonly group: readonly { readonly id: string; readonly version?: string }[];
}[];

/** What kpack has made the builder of: a line for each group, its buildpacks with their versions. */
export async function builderOrder(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<Attempt> {
  const get = ["get", "clusterbuilder/base", "--output", "jsonpath={.status.order}"];
  const text = await kubectlOk("Reading the order of the builder", get, input.cluster.kubectl);
  const order = JSON.parse(text) as ResolvedOrder; // as: kpack's CRD says so
  const lines = order.map(({ group }) => group.map(({ id, version = "" }) => `${id}@${version}`).join(", "));
  return { command: `kubectl ${get.join(" ")}`, succeeded: lines.length > 0, text: lines.join("\n") };
}
