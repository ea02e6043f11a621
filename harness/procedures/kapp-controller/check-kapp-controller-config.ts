import {
  kappControllerConfig as configMap,
  kappControllerNamespace as namespace,
} from "../../cluster/packages/kapp-controller-names.ts";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { watchUntil } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import { kubectlOk, timeoutArg } from "../../tools/kubectl/kubectl.ts";

interface ConfigMap {
  readonly data?: Readonly<Record<string, string>>;
}

/** Waits until kapp-controller on the management cluster has brought the addon's values to the workload cluster. */
export async function kappControllerConfigured(input: {
  readonly cluster: WorkloadCluster;
  readonly caPem: string;
}): Promise<void> {
  const { cluster, caPem } = input;
  await watchUntil({
    kube: cluster.kube,
    path: `/api/v1/namespaces/${namespace}/configmaps`,
    fieldSelector: `metadata.name=${configMap}`,
    what: `the CA in ConfigMap ${configMap} of cluster ${cluster.name}`,
    look: ({ data }: ConfigMap) =>
      data?.caCerts?.trim() === caPem.trim()
        ? ready(undefined)
        : notYet(`caCerts is ${describe(data?.caCerts)}`),
    budget: budgets.addonReady,
    signal: cluster.kubectl.signal,
    hint: `kubectl describe app ${cluster.name}-kapp-controller --namespace ${cluster.namespace}`,
  });
}

/** Reads what kapp-controller is told, as seed 000 does, and whether it is told of this CA. */
export async function checkKappControllerConfig(input: {
  readonly cluster: WorkloadCluster;
  readonly caPem: string;
}): Promise<Attempt> {
  const { cluster, caPem } = input;
  const args = ["get", "cm", "-n", namespace, configMap, "-ojsonpath={.data}"];
  const text = await kubectlOk(`Reading ConfigMap ${configMap}`, args, cluster.kubectl);
  // as: jsonpath prints the map of a ConfigMap, and nothing where it has none
  const data = (text === "" ? undefined : JSON.parse(text)) as ConfigMap["data"];
  return {
    command: `kubectl ${args.join(" ")}`,
    succeeded: data?.caCerts?.trim() === caPem.trim(),
    text,
  };
}

/** `kubectl rollout restart -n tkg-system deployment kapp-controller`, and until it is back (seed 000). */
export async function restartKappController({
  cluster,
}: {
  readonly cluster: Pick<WorkloadCluster, "kubectl">;
}): Promise<string> {
  const doing = "Restarting kapp-controller";
  const target = ["-n", namespace, "deployment", "kapp-controller"];
  const said = await kubectlOk(doing, ["rollout", "restart", ...target], cluster.kubectl);
  const limit = timeoutArg(budgets.controllersReady);
  await kubectlOk(doing, ["rollout", "status", ...target, limit], cluster.kubectl);
  return said;
}

function describe(value: string | undefined): string {
  return value === undefined ? "not there" : value === "" ? "empty" : "something else";
}
