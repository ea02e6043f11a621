import { apiStatus, watchUntil, type Kube } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import { clusterApi, type ClusterRef } from "../../cluster/tkg/machines.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, type Sight } from "../../core/wait-for.ts";
import { group, plurals } from "../../supervisor/api/names.ts";
import { controllerBack, findController, killController } from "./controller-process.ts";
import { MachineLog } from "./machine-log.ts";

/** What a cluster is in the middle of. */
export type Doing = "creating" | "updating" | "deleting";

export interface KillControllerDuring<T> {
  readonly supervisor: Pick<Supervisor, "kube" | "kubectl" | "node">;
  readonly cluster: ClusterRef;
  /** What `work` does to the cluster, and the phase in which the controller is killed. */
  readonly doing: Doing;
  readonly work: () => Promise<T>;
  /** How many Machines there are at some time in all, those from before included. */
  readonly machines: number;
}

/** What became of the work, and how the controller was killed in its middle. */
export interface ControllerKill<T> {
  readonly value: T;
  readonly attempt: Attempt;
}

/**
 * Kills the Supervisor's controller as soon as it has made the first object of what is to be done to a cluster, and waits
 * for the work all the same. The attempt succeeds when the kill was in the middle, the controller was started again once,
 * and no Machine was made twice.
 */
export async function killControllerDuring<T>(input: KillControllerDuring<T>): Promise<ControllerKill<T>> {
  const { supervisor, cluster, doing, work, machines: wanted } = input;
  const { kube } = supervisor;
  const controller = await findController(supervisor);
  const known = await templatesOf(kube, cluster);
  await using machines = MachineLog.begin(kube, cluster);
  const killed = begun(input, known).then(async (made) => {
    await killController(supervisor, controller);
    return { made, phase: await phaseOf(kube, cluster) };
  });
  const [{ made, phase }, value] = await Promise.all([killed, work()]);
  const { exitCode, restarts } = await controllerBack(supervisor, controller);
  const names = await machines.end();
  return {
    value,
    attempt: {
      command: `kill -KILL ${controller.pid} on ${supervisor.node}, as soon as ${made} while ${cluster.name} is ${doing}`,
      succeeded: phase === doing && exitCode === 137 && restarts === 1 && names.length === wanted,
      text: [
        `the cluster was ${phase} when the controller was killed`,
        `exit code ${exitCode ?? "unknown"}, restarts: ${restarts}`,
        `${names.length} Machines in all (expected ${wanted}): ${names.join(", ")}`,
      ].join("\n"),
    },
  };
}

interface Named {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
}

/** Waits for the first thing that the controller does, and says what it was. */
function begun(
  { supervisor, cluster: { name, namespace }, doing }: KillControllerDuring<unknown>,
  known: ReadonlySet<string>,
): Promise<string> {
  const { kube, kubectl } = supervisor;
  const watch = (
    where: { readonly path: string; readonly fieldSelector?: string },
    look: (object: Named) => Sight<string>,
  ) =>
    watchUntil({
      ...{ kube, ...where, look, signal: kubectl.signal },
      what: `the controller to begin ${doing} ${name}`,
      budget: budgets.controllerActs,
    });
  const clusters = {
    path: `/apis/${clusterApi.group}/${clusterApi.version}/namespaces/${namespace}/clusters`,
    fieldSelector: `metadata.name=${name}`,
  };
  switch (doing) {
    case "creating":
      return watch(clusters, () => ready("its Cluster is made"));
    case "updating":
      return watch({ path: collection(namespace) }, ({ metadata }) =>
        isOf(metadata.name, name) && !known.has(metadata.name)
          ? ready(`the template ${metadata.name} is made`)
          : notYet("no other template"),
      );
    case "deleting":
      return watch(clusters, ({ metadata }) =>
        metadata.deletionTimestamp === undefined
          ? notYet("its Cluster stays")
          : ready("its Cluster is deleted"),
      );
  }
}

const templates = {
  group: "infrastructure.cluster.x-k8s.io",
  version: "v1beta1",
  plural: "dockermachinetemplates",
};

function collection(namespace: string): string {
  return `/apis/${templates.group}/${templates.version}/namespaces/${namespace}/${templates.plural}`;
}

async function templatesOf({ custom }: Kube, { name, namespace }: ClusterRef): Promise<ReadonlySet<string>> {
  // as: the API says what the collection holds
  const { items } = (await custom.listNamespacedCustomObject({ ...templates, namespace })) as {
    readonly items: readonly Named[];
  };
  return new Set(items.map(({ metadata }) => metadata.name).filter((one) => isOf(one, name)));
}

function isOf(object: string, cluster: string): boolean {
  return object.startsWith(`${cluster}-`);
}

async function phaseOf({ custom }: Kube, { name, namespace }: ClusterRef): Promise<string> {
  const object = { group, version: "v1alpha2", namespace, plural: plurals.clusters, name };
  try {
    // as: the API's own schema
    const { status } = (await custom.getNamespacedCustomObject(object)) as {
      readonly status?: { readonly phase?: string };
    };
    return status?.phase ?? "without a phase";
  } catch (error) {
    if (apiStatus(error) === 404) return "gone";
    throw error;
  }
}
