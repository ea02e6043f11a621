import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** What `kubectl get` is asked for in seed 002, and two that stand between. */
const kinds = [
  "deploy",
  "replicaset",
  "pod",
  "image.kpack.io",
  "build.kpack.io",
  "gitrepo",
  "service",
  "ingress",
];

interface App {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}

interface Owned {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly ownerReferences?: readonly { readonly uid: string }[];
  };
}

/** `kubectl get workload,deploy,pod,image,build,gitrepo,service,ingress` (seed 002). */
export async function listAsInSeed({ cluster }: Pick<App, "cluster">): Promise<Attempt> {
  const args = ["get", "workload,deploy,pod,image,build,gitrepo,service,ingress"];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, cluster.kubectl));
}

/** Everything that a Workload owns, at whatever remove, as `Kind name`; nothing once all of it is gone. */
export async function ownedObjects({ cluster, name }: App): Promise<readonly string[]> {
  const namespace = ["--namespace", namespaces.workloads];
  const list = ["get", ["workload", ...kinds].join(","), ...namespace, "--output", "json"];
  const text = await kubectlOk(`Listing what Workload ${name} owns`, list, cluster.kubectl);
  // as: kubectl prints a List.
  const { items } = JSON.parse(text) as { readonly items: readonly Owned[] };
  return ownedBy(items, name);
}

/** The same of a list of objects. */
export function ownedBy(items: readonly Owned[], workload: string): string[] {
  const root = items.find(({ kind, metadata }) => kind === "Workload" && metadata.name === workload);
  const known = new Set(root === undefined ? [] : [root.metadata.uid]);
  const owned: string[] = [];
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const { kind, metadata } of items) {
      const isOwned = metadata.ownerReferences?.some(({ uid }) => known.has(uid)) ?? false;
      if (!isOwned || known.has(metadata.uid)) continue;
      known.add(metadata.uid);
      owned.push(`${kind} ${metadata.name}`);
    }
  }
  return owned.toSorted();
}

/** Waits until nothing of a list is there any more; the text is the list. */
export async function ownedGone(input: {
  readonly cluster: App["cluster"];
  /** As ownedObjects() gave them while their Workload was there. */
  readonly objects: readonly string[];
}): Promise<Attempt> {
  const { cluster, objects } = input;
  const command = `kubectl get ${kinds.join(",")}`;
  return attemptInTime(
    command,
    waitFor({
      what: `${objects.length} objects to be gone`,
      look: async () => {
        const left = (await present(cluster.kubectl)).filter((object) => objects.includes(object));
        return left.length === 0 ? ready(`gone: ${objects.join(", ")}`) : notYet(left.join(", "));
      },
      budget: budgets.ownedGone,
      signal: cluster.kubectl.signal,
    }),
  );
}

async function present(options: KubectlOptions): Promise<string[]> {
  const list = ["get", kinds.join(","), "--namespace", namespaces.workloads, "--output", "json"];
  // as: kubectl prints a List.
  const { items } = JSON.parse(await kubectlOk("Listing what is left", list, options)) as {
    readonly items: readonly Owned[];
  };
  return items.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
