import type { V1Pod } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import { systemNamespace } from "../../supervisor/api/names.ts";
import { execInContainerOk } from "../../tools/docker/containers.ts";

type Host = Pick<Supervisor, "kube" | "kubectl" | "node">;

const program = "tkg-controller";

/** The Supervisor's controller as it runs now. */
export interface ControllerProcess {
  /** As its node counts processes. */
  readonly pid: string;
  /** How often its container has been started again. */
  readonly restarts: number;
}

/** How a process of the controller ended. */
export interface ControllerEnd {
  readonly exitCode: number | undefined;
  /** How often its container has been started again since. */
  readonly restarts: number;
}

/** Finds the process of the Supervisor's controller, which has to be Ready. */
export async function findController(supervisor: Host): Promise<ControllerProcess> {
  const { restarts } = await controllerReady(supervisor);
  const id = await onNode(supervisor, ["crictl", "ps", "--quiet", "--name", `^${program}$`]);
  const template = ["--output", "go-template", "--template", "{{.info.pid}}"];
  const pid = await onNode(supervisor, ["crictl", "inspect", ...template, id]);
  if (/^\d+$/.test(pid)) return { pid, restarts };
  const message = `Finding the process of ${program}: crictl inspect ${id} says ${pid}`;
  throw new HarnessError({ code: "tool-failed", message });
}

/** Ends it as a node that has no memory left does: it can neither finish nor tidy up. */
export async function killController(supervisor: Host, { pid }: ControllerProcess): Promise<void> {
  await onNode(supervisor, ["kill", "-KILL", pid]);
}

/** Waits until the kubelet has brought the controller back, and says how the process before had ended. */
export async function controllerBack(supervisor: Host, before: ControllerProcess): Promise<ControllerEnd> {
  const { restarts, exitCode } = await controllerReady(supervisor, before.restarts + 1);
  return { restarts: restarts - before.restarts, exitCode };
}

async function onNode({ node, kubectl }: Host, command: readonly string[]): Promise<string> {
  const { signal } = kubectl;
  const said = await execInContainerOk(`Running ${command[0] ?? ""} on ${node}`, node, command, { signal });
  return said.trim();
}

function controllerReady({ kube, kubectl }: Host, restarts = 0) {
  return waitFor({
    what: `${program} to be Ready`,
    look: async () => {
      const labelSelector = `app=${program}`;
      const { items } = await kube.core.listNamespacedPod({ namespace: systemNamespace, labelSelector });
      return readyAfter(items, restarts);
    },
    budget: budgets.podRunning,
    signal: kubectl.signal,
    hint: `kubectl logs deploy/${program} --namespace ${systemNamespace} --previous`,
  });
}

function readyAfter(pods: readonly V1Pod[], restarts: number): Sight<ControllerEnd> {
  const status = pods[0]?.status?.containerStatuses?.[0];
  if (pods.length !== 1 || status === undefined) return notYet(`${pods.length} Pods`);
  if (!status.ready || status.restartCount < restarts) {
    return notYet(status.state?.waiting?.message ?? `started again ${status.restartCount} times, not ready`);
  }
  return ready({ restarts: status.restartCount, exitCode: status.lastState?.terminated?.exitCode });
}
