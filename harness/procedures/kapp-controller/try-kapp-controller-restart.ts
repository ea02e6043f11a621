import { kappControllerNamespace as namespace } from "../../cluster/packages/kapp-controller-names.ts";
import { apiStatus, type Kube, type V1Pod } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

const container = "kapp-controller";
const packagesApi = { group: "data.packaging.carvel.dev", version: "v1alpha1" } as const;

/** What it logs when it has read its configuration and reached the API server. */
const started = "starting manager";

type Outcome = Pick<Attempt, "succeeded" | "text">;

/**
 * Restarts kapp-controller and waits until it has come up, or its process has ended: what it logged then is the text. The
 * rollout says nothing of that: there is no readiness probe, so that a Pod counts as ready while its process still tries.
 * @throws HarnessError `timeout` when neither happens.
 */
export async function tryKappControllerRestart(input: {
  readonly cluster: { readonly kubectl: KubectlOptions; readonly kube: Kube };
}): Promise<Attempt> {
  const { kubectl, kube } = input.cluster;
  const before = new Set((await podsOf(kube)).map(({ metadata }) => metadata?.uid));
  const restart = ["rollout", "restart", "-n", namespace, "deployment", container];
  await kubectlOk("Restarting kapp-controller", restart, kubectl);
  const outcome = await waitFor({
    what: "kapp-controller to come up, or to give up",
    look: async () => {
      const pod = (await podsOf(kube)).find(({ metadata }) => !before.has(metadata?.uid));
      return pod === undefined ? notYet("no new Pod") : lookAt(kube, pod);
    },
    budget: budgets.controllersReady,
    signal: kubectl.signal,
    hint: `kubectl logs --namespace ${namespace} deployment/${container} --container ${container}`,
  });
  return {
    command: `kubectl ${restart.join(" ")}; kubectl logs -n ${namespace} deployment/${container} -c ${container}`,
    ...outcome,
  };
}

async function podsOf({ core }: Kube): Promise<V1Pod[]> {
  return (await core.listNamespacedPod({ namespace, labelSelector: `app=${container}` })).items;
}

async function lookAt(kube: Kube, pod: V1Pod): Promise<Sight<Outcome>> {
  const name = pod.metadata?.name ?? "";
  const status = pod.status?.containerStatuses?.find((one) => one.name === container);
  const { state, lastState } = status ?? {};
  if (state?.terminated !== undefined) return ready(gaveUp(await logOf(kube, name, false)));
  if (lastState?.terminated !== undefined) return ready(gaveUp(await logOf(kube, name, true)));
  if (state?.running === undefined) return notYet(state?.waiting?.reason ?? "no container yet");
  const log = await logOf(kube, name, false);
  const line = log.split("\n").find((one) => one.includes(`"msg":"${started}"`));
  if (line === undefined) return notYet(log.trim().split("\n").at(-1) ?? "");
  return (await servesPackages(kube))
    ? ready({ succeeded: true, text: line })
    : notYet("its packages API does not answer");
}

function logOf({ core }: Kube, name: string, previous: boolean): Promise<string> {
  return core.readNamespacedPodLog({ name, namespace, container, previous });
}

async function servesPackages({ custom }: Kube): Promise<boolean> {
  try {
    await custom.getAPIResources(packagesApi);
    return true;
  } catch (error) {
    if (apiStatus(error) === undefined) throw error;
    return false;
  }
}

function gaveUp(log: string): Outcome {
  return { succeeded: false, text: errorsIn(log) };
}

/** The errors in a log of kapp-controller, a JSON record each, without the stack traces of Go; all of it where it holds none. */
export function errorsIn(log: string): string {
  const errors = log.split("\n").filter((line) => line.startsWith('{"level":"error"'));
  if (errors.length === 0) return log.trim();
  return errors.map((line) => line.replace(/,"stacktrace":"(?:[^"\\]|\\.)*"/, "")).join("\n");
}
