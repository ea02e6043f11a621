import { apiStatus, type KindCluster, type Kube, type V1Pod } from "../cluster/index.ts";
import type { Attempt } from "../core/attempt.ts";
import { answerOfPod, podStart, pullRefusal } from "./pod-start.ts";

const namespace = "default";
const name = "hello-app";
const port = 8080;

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
  const started = await podStart({
    ...{ kube, namespace, title: `Pod ${name}`, signal },
    fieldSelector: `metadata.name=${name}`,
    isMeant: (one) => one.metadata?.uid === uid,
  });
  const text =
    started.outcome === "running"
      ? await answerOfPod({ kube, namespace, name, port, signal })
      : await pullRefusal({ kube, namespace, pod: started, signal });
  return { command, succeeded: started.outcome === "running", text };
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
