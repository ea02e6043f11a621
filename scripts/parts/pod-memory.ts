/** The part of the kubelet's `stats/summary` that is read. */
interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly name: string; readonly namespace: string };
    readonly containers?: readonly { readonly memory?: { readonly workingSetBytes?: number } }[];
  }[];
}

/** What the kubelet says the Pods of a namespace hold, added up, in MiB: working sets, without what files cache. */
export function memoryOfPods(summary: string, namespace: string): number {
  // as: the kubelet's own schema
  const { pods } = JSON.parse(summary) as Summary;
  return pods
    .filter(({ podRef }) => podRef.namespace === namespace)
    .flatMap(({ containers = [] }) => containers)
    .reduce((sum, { memory }) => sum + (memory?.workingSetBytes ?? Number.NaN) / 2 ** 20, 0);
}
