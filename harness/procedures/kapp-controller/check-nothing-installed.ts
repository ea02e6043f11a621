import type { Attempt } from "../../core/attempt.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** What every namespace has. */
const ofEveryNamespace = ["serviceaccount/default"];

/** Succeeds when no package is installed in a namespace, and nothing is there that was made for one. */
export async function checkNothingInstalled(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly namespace: string;
}): Promise<Attempt> {
  const { cluster, namespace } = input;
  const kinds = "packageinstalls,apps,serviceaccounts,secrets";
  const args = ["get", kinds, "--namespace", namespace, "--output", "name"];
  const said = await kubectlOk(`Listing what packages need in ${namespace}`, args, cluster.kubectl);
  const there = said.split("\n").filter((name) => name !== "" && !ofEveryNamespace.includes(name));
  return {
    command: `kubectl ${args.join(" ")}`,
    succeeded: there.length === 0,
    text: there.length === 0 ? "nothing" : there.join("\n"),
  };
}
