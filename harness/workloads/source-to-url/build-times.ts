import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** A build's Pod, as far as it is looked at. */
export interface BuildPod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status?: {
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: {
    readonly terminated?: { readonly startedAt?: string; readonly finishedAt?: string };
  };
}

const selector = (name: string) => `image.kpack.io/image=${name}`;

/** How long each Build of an application took, and what its buildpack says of a cache: a line for each, the first first. */
export async function buildTimes(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<Attempt> {
  const { cluster, name } = input;
  const namespace = ["--namespace", namespaces.workloads];
  const list = ["get", "pod", ...namespace, "--selector", selector(name), "--output", "json"];
  const text = await kubectlOk(`Listing the Builds of ${name}`, list, cluster.kubectl);
  // as: kubectl prints a List.
  const { items } = JSON.parse(text) as { readonly items: readonly BuildPod[] };
  const pods = items
    .filter((pod) => secondsOf(pod, "completion") !== undefined)
    .toSorted((one, other) => numberOf(one) - numberOf(other));
  const lines = await Promise.all(
    pods.map(async (pod) => {
      const logs = ["logs", pod.metadata.name, ...namespace, "--container", "build"];
      return lineOf(pod, await kubectlOk(`Reading the log of ${pod.metadata.name}`, logs, cluster.kubectl));
    }),
  );
  const command = `kubectl logs --selector ${selector(name)} --container build`;
  return { command, succeeded: lines.length > 0, text: lines.join("\n") };
}

/** What is said of one Build. Kubernetes keeps whole seconds. */
export function lineOf(pod: BuildPod, log: string): string {
  const { name, labels } = pod.metadata;
  const cache = /^\s*((?:using the|no) cache .*)$/m.exec(log)?.[1] ?? "nothing said of a cache";
  const [whole, build] = [secondsOf(pod, "prepare", "completion"), secondsOf(pod, "build")];
  return `${labels?.["kpack.io/build"] ?? name}: ${whole} s, ${build} s of them its buildpack; ${cache}`;
}

/** Seconds from the start of one step to the end of another; undefined while that has not come. */
function secondsOf({ status }: BuildPod, first: string, last = first): number | undefined {
  const steps = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const stateOf = (step: string) => steps.find(({ name }) => name === step)?.state?.terminated;
  const [begun, done] = [stateOf(first)?.startedAt, stateOf(last)?.finishedAt];
  return begun === undefined || done === undefined
    ? undefined
    : (Date.parse(done) - Date.parse(begun)) / 1000;
}

function numberOf({ metadata }: BuildPod): number {
  return Number(metadata.labels?.["image.kpack.io/buildNumber"] ?? 0);
}
