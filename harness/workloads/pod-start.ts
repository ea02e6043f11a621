import { apiStatus, type CoreV1Event, type Kube, type V1Pod, watchUntil } from "../cluster/index.ts";
import { budgets } from "../core/budgets.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";

/** The kubelet's reasons for a container that waits because its image could not be had. */
const refusals = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"];

interface Place {
  readonly kube: Kube;
  readonly namespace: string;
  readonly signal: AbortSignal | undefined;
}

export interface PodStart {
  readonly outcome: "running" | "refused";
  readonly name: string;
  readonly uid: string;
}

/** Waits until a Pod runs or cannot have its image, whichever comes first. */
export function podStart(
  input: Place & {
    readonly title: string;
    readonly isMeant: (pod: V1Pod) => boolean;
    readonly fieldSelector?: string;
  },
): Promise<PodStart> {
  const { kube, namespace, title, isMeant, fieldSelector, signal } = input;
  return watchUntil<V1Pod, PodStart>({
    kube,
    path: `/api/v1/namespaces/${namespace}/pods`,
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    what: `${title} to run or be refused its image`,
    look: (pod) => {
      if (!isMeant(pod)) return notYet("the Pod before it");
      const { name = "", uid = "" } = pod.metadata ?? {};
      const state = pod.status?.containerStatuses?.[0]?.state;
      if (state?.running !== undefined) return ready({ outcome: "running", name, uid });
      if (refusals.includes(state?.waiting?.reason ?? "")) {
        return ready({ outcome: "refused", name, uid });
      }
      return notYet(`${pod.status?.phase ?? "no phase"}, ${state?.waiting?.reason ?? "no container yet"}`);
    },
    budget: budgets.podRunning,
    signal,
    hint: `kubectl describe pod --namespace ${namespace}`,
  });
}

/** The text of the event in which the kubelet says why; it comes a moment after the state. */
export function pullRefusal(
  input: Place & { readonly pod: Pick<PodStart, "name" | "uid"> },
): Promise<string> {
  const { kube, namespace, pod, signal } = input;
  return watchUntil({
    kube,
    path: `/api/v1/namespaces/${namespace}/events`,
    fieldSelector: `involvedObject.uid=${pod.uid},reason=Failed`,
    what: `the kubelet's event about the image of Pod ${pod.name}`,
    look: ({ message = "" }: CoreV1Event) =>
      message.startsWith("Failed to pull image") ? ready(message) : notYet(message),
    budget: budgets.pullRefused,
    signal,
    hint: `kubectl describe pod ${pod.name}`,
  });
}

/** What a program in a Pod answers to GET /, fetched through the API server, so that no port of it is published anywhere. */
export function answerOfPod(
  input: Place & { readonly name: string; readonly port: number },
): Promise<string> {
  const { kube, namespace, name, port, signal } = input;
  return waitFor({
    what: `${name} to answer on port ${port}`,
    look: async () => {
      try {
        return ready(await kube.core.connectGetNamespacedPodProxy({ name: `${name}:${port}`, namespace }));
      } catch (error) {
        // The container runs, its program may not listen yet.
        if (apiStatus(error) !== 503) throw error;
        return notYet("503: nobody listens yet");
      }
    },
    budget: budgets.httpAnswer,
    signal,
    hint: `kubectl logs ${name}`,
  });
}
