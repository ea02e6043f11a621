import {
  apiStatus,
  type CoreV1Event,
  type KindCluster,
  type Kube,
  type V1Pod,
  watchUntil,
} from "../cluster/index.ts";
import type { Attempt } from "../core/attempt.ts";
import { budgets } from "../core/budgets.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";

const namespace = "default";
const name = "hello-app";
const port = 8080;

/** The kubelet's reasons for a container that waits because its image could not be had. */
const refusals = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"];

export interface RunHelloAppInput {
  readonly cluster: Pick<KindCluster, "kube">;
  /** `<registry host>/library/hello-app:1.0`. */
  readonly image: string;
  /** The node that has to run it, whatever the scheduler and taints say; any unless told. */
  readonly node?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs hello-app as `kubectl run` does (seed 000) in place of one that may be there, and says how it went: the answer it
 * gives over HTTP, or the text of the kubelet's event when its image cannot be pulled.
 */
export async function runHelloApp({ cluster, image, node, signal }: RunHelloAppInput): Promise<Attempt> {
  const { kube } = cluster;
  const pod = helloAppPod(image, node);
  const overrides =
    node === undefined ? "" : ` --overrides '${JSON.stringify({ spec: { nodeName: node } })}'`;
  const command = `kubectl run ${name} --image ${image}${overrides}`;
  const uid = await createPod(kube, pod);
  const outcome = await podOutcome(kube, uid, signal);
  const text = outcome === "running" ? await answerOf(kube, signal) : await pullError(kube, uid, signal);
  return { command, succeeded: outcome === "running", text };
}

/** The Pod that `kubectl run hello-app --image IMAGE` makes, on a node of one's choice. */
export function helloAppPod(image: string, node?: string): V1Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels: { run: name } },
    spec: {
      containers: [{ name, image, resources: {} }],
      dnsPolicy: "ClusterFirst",
      restartPolicy: "Always",
      ...(node === undefined ? {} : { nodeName: node }),
    },
  };
}

async function createPod({ core }: Kube, body: V1Pod): Promise<string> {
  await core.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 0 }).catch((error: unknown) => {
    if (apiStatus(error) !== 404) throw error;
  });
  const pod = await core.createNamespacedPod({ namespace, body });
  return pod.metadata?.uid ?? "";
}

function podOutcome(
  kube: Kube,
  uid: string,
  signal: AbortSignal | undefined,
): Promise<"running" | "refused"> {
  return watchUntil({
    kube,
    path: `/api/v1/namespaces/${namespace}/pods`,
    fieldSelector: `metadata.name=${name}`,
    what: `Pod ${name} to run or be refused its image`,
    look: (pod: V1Pod) => {
      if (pod.metadata?.uid !== uid) return notYet("the Pod before it");
      const state = pod.status?.containerStatuses?.[0]?.state;
      if (state?.running !== undefined) return ready("running" as const);
      if (refusals.includes(state?.waiting?.reason ?? "")) return ready("refused" as const);
      return notYet(`${pod.status?.phase ?? "no phase"}, ${state?.waiting?.reason ?? "no container yet"}`);
    },
    budget: budgets.podRunning,
    signal,
    hint: `kubectl describe pod ${name}`,
  });
}

/** The text of the event in which the kubelet says why; it comes a moment after the state. */
function pullError(kube: Kube, uid: string, signal: AbortSignal | undefined): Promise<string> {
  return watchUntil({
    kube,
    path: `/api/v1/namespaces/${namespace}/events`,
    fieldSelector: `involvedObject.uid=${uid},reason=Failed`,
    what: `the kubelet's event about the image of Pod ${name}`,
    look: ({ message = "" }: CoreV1Event) =>
      message.startsWith("Failed to pull image") ? ready(message) : notYet(message),
    budget: budgets.pullRefused,
    signal,
    hint: `kubectl describe pod ${name}`,
  });
}

/** hello-app's answer, fetched through the API server, so that no port of it is published anywhere. */
function answerOf({ core }: Kube, signal: AbortSignal | undefined): Promise<string> {
  return waitFor({
    what: `hello-app to answer on port ${port}`,
    look: async () => {
      try {
        return ready(await core.connectGetNamespacedPodProxy({ name: `${name}:${port}`, namespace }));
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
