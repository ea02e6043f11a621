import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { unlessLate } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

interface Cluster {
  readonly cluster: { readonly kubectl: KubectlOptions };
}

export interface ObjectsComparison extends Cluster {
  /** As clusterObjects() gave them. */
  readonly before: readonly string[];
  /** Those that are not counted. */
  readonly apart?: RegExp;
}

/** What comes and goes by itself, whoever is installed. */
const fleeting = /^(?:events|leases)(?:\.|$)/;

/** Every object of a cluster, of every kind that it knows now: `Kind namespace/name`, or `Kind name`. */
export async function clusterObjects({ cluster: { kubectl } }: Cluster): Promise<readonly string[]> {
  const kinds = await kubectlOk(
    "Listing the kinds of objects",
    ["api-resources", "--verbs=list", "--output", "name"],
    kubectl,
  );
  const asked = kinds.split("\n").filter((kind) => kind !== "" && !fleeting.test(kind));
  const template = '{range .items[*]}{.kind} {.metadata.namespace}{"/"}{.metadata.name}{"\\n"}{end}';
  const said = await kubectlOk(
    "Listing every object of the cluster",
    ["get", asked.join(","), "--all-namespaces", "--output", `jsonpath=${template}`],
    kubectl,
  );
  const objects = said.split("\n").filter((line) => line !== "");
  return [...new Set(objects.map((line) => line.replace(" /", " ")))].toSorted();
}

/** What a cluster has that it did not have before. Succeeds when that is nothing. */
export async function compareObjects(input: ObjectsComparison): Promise<Attempt> {
  return attemptOf(await added(input));
}

/** Waits until a cluster has nothing but what it had before; that it has is a failure that names the rest. */
export async function objectsGone(input: ObjectsComparison): Promise<Attempt> {
  let left: readonly string[] = [];
  await unlessLate(
    waitFor({
      what: "the cluster to be as before",
      look: async () => {
        left = await added(input);
        return left.length === 0 ? ready(undefined) : notYet(left.join(", "));
      },
      budget: budgets.ownedGone,
      signal: input.cluster.kubectl.signal,
    }),
    () => undefined,
  );
  return attemptOf(left);
}

async function added({ cluster, before, apart }: ObjectsComparison): Promise<readonly string[]> {
  const known = new Set(before);
  return (await clusterObjects({ cluster })).filter(
    (object) => !known.has(object) && !(apart?.test(object) ?? false),
  );
}

function attemptOf(objects: readonly string[]): Attempt {
  return {
    command: "kubectl get $(kubectl api-resources --verbs=list -o name | paste -sd,) -A",
    succeeded: objects.length === 0,
    text: objects.length === 0 ? "nothing more than before" : objects.join("\n"),
  };
}
