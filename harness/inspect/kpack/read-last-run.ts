import { stripVTControlCharacters } from "node:util";
import type { V1Pod } from "../../cluster/index.ts";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import { valueOf } from "../reading.ts";

/** The programs of a build's Pod that meet the registry, and the containers that they run in. */
export const buildRoles = {
  prepare: ["prepare"],
  lifecycle: ["analyze", "restore", "export"],
  completion: ["completion"],
  rebase: ["rebase"],
} as const satisfies Record<string, readonly string[]>;
export type BuildRole = keyof typeof buildRoles;

/** What such a program did when it last ran. */
export interface LastRun {
  readonly role: BuildRole;
  /** `<namespace>/<pod>` */
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  /** Whether that is not the image that the next build will run. */
  readonly isReplaced: boolean;
  /** Whether it ended well; else its last words, undefined where they cannot be read any more. */
  readonly outcome:
    { readonly succeeded: true } | { readonly succeeded: false; readonly text: string | undefined };
}

/** Finds the last run of a program in the build Pods that are there still; a program that fails is what counts in a Pod. */
export async function readLastRun(input: {
  readonly cluster: OpenCluster;
  readonly pods: readonly V1Pod[];
  readonly host: string;
  readonly role: BuildRole;
  /** The images that it is to run in now; not known when there are none. */
  readonly wanted: readonly string[];
}): Promise<LastRun | undefined> {
  const { cluster, host, role, wanted } = input;
  const begun = ({ metadata }: V1Pod) => new Date(metadata?.creationTimestamp ?? 0).getTime();
  const pods = input.pods
    .filter((pod) => isBuildFor(pod, host))
    .toSorted((one, other) => begun(other) - begun(one));
  for (const pod of pods) {
    const found = endedIn(pod, buildRoles[role]);
    if (found === undefined) continue;
    const { container, image, exitCode } = found;
    const { namespace = "", name = "" } = pod.metadata ?? {};
    const isReplaced = wanted.length > 0 && !wanted.includes(image);
    const place = { role, pod: `${namespace}/${name}`, container, image, isReplaced };
    if (exitCode === 0) return { ...place, outcome: { succeeded: true } };
    const text = await lastWords(cluster, { namespace, name, container });
    return { ...place, outcome: { succeeded: false, text } };
  }
  return undefined;
}

/** Every image and argument of such a Pod names the registry that it builds for. */
function isBuildFor({ metadata, spec }: V1Pod, host: string): boolean {
  return metadata?.labels?.["kpack.io/build"] !== undefined && JSON.stringify(spec).includes(`${host}/`);
}

function endedIn({ spec, status }: V1Pod, names: readonly string[]) {
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const ended = statuses.flatMap(({ name, state }) => {
    const exitCode = state?.terminated?.exitCode;
    if (!names.includes(name) || exitCode === undefined) return [];
    const image = containers.find((container) => container.name === name)?.image ?? "";
    return [{ container: name, image, exitCode }];
  });
  return ended.find(({ exitCode }) => exitCode !== 0) ?? ended.at(-1);
}

/** The end of a container's log, without the colours that the lifecycle prints; that it cannot be had is an answer. */
async function lastWords(
  { kube, ask }: OpenCluster,
  place: { readonly namespace: string; readonly name: string; readonly container: string },
): Promise<string | undefined> {
  const doing = `Reading the log of ${place.container} in ${place.namespace}/${place.name}`;
  const read = await ask(doing, () => kube.core.readNamespacedPodLog({ ...place, tailLines: 20 }));
  const log = valueOf(read);
  return log === undefined ? undefined : stripVTControlCharacters(log).trim();
}
