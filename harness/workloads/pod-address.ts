import { type KindCluster, type V1Pod, watchUntil } from "../cluster/index.ts";
import { budgets } from "../core/budgets.ts";
import { notYet, ready } from "../core/wait-for.ts";

export interface PodAddressInput {
  readonly cluster: Pick<KindCluster, "kube">;
  readonly namespace: string;
  /** The label that it carries: its name and its value. */
  readonly label: readonly [name: string, value: string];
  readonly signal?: AbortSignal;
}

/** The address of the first Pod with a label that runs, in the network of Pods. */
export function podAddress({ cluster, namespace, label, signal }: PodAddressInput): Promise<string> {
  const [name, value] = label;
  return watchUntil<V1Pod, string>({
    kube: cluster.kube,
    path: `/api/v1/namespaces/${namespace}/pods`,
    what: `a Pod ${name}=${value} to run`,
    look: ({ metadata, status }) => {
      if (metadata?.labels?.[name] !== value) return notYet("others only");
      const { phase = "no phase", podIP } = status ?? {};
      return phase === "Running" && podIP !== undefined ? ready(podIP) : notYet(phase);
    },
    budget: budgets.podRunning,
    signal,
  });
}
