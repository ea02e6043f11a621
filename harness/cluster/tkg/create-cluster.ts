import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import { applyWhenWebhooksAnswer } from "../apply-when-webhooks-answer.ts";
import { checkHermetic } from "../hermetic.ts";
import type { Kube } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import type { NodeSystem } from "../node.ts";
import { addonApp } from "./addon-app.ts";
import { type AddonSources, applyAddons } from "./addons.ts";
import { checkLoadBalancer } from "./check-load-balancer.ts";
import { clusterApi, type ClusterRef, type Condition, describeMachines, listMachines } from "./machines.ts";
import type { ManagementCluster } from "./management-cluster.ts";
import { controlPlaneInitialized, controlPlaneRolledOut, workersRolledOut } from "./rollouts.ts";
import { connectWorkload, nodesOf, type WorkloadCluster } from "./workload-cluster.ts";

export interface CreateClusterInput extends ClusterRef {
  readonly context: Pick<RunContext, "signal" | "progress">;
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
  readonly os: NodeSystem;
  readonly podCidr: string;
  /** What a dry run prints. */
  readonly manifests: string;
  readonly addons: AddonSources;
  /** The file that gets the admin's kubeconfig. */
  readonly kubeconfig: string;
}

/**
 * Creates a cluster as `tanzu cluster create` does: applies its manifests, gives it its addons as soon as its API
 * answers, and waits until all of its Machines run and its addons are there.
 * @throws HarnessError what the API server refuses; `timeout` with the state of the Machines.
 */
export async function createCluster(input: CreateClusterInput): Promise<WorkloadCluster> {
  const { name, namespace, context, management } = input;
  const { signal, progress } = context;
  // On a busy host a webhook may be away for a moment; what is refused is refused at once.
  const doing = `Creating the cluster ${name}`;
  await applyWhenWebhooksAnswer(`the cluster ${name}`, input.manifests, management.kubectl, { doing });
  progress.say(`cluster ${name}: waiting for the first control-plane node`);
  await controlPlaneInitialized(management.kube, input, signal).catch((error: unknown) =>
    withMachines(error, input),
  );
  const workload = await connectWorkload(input);
  await checkLoadBalancer(name, signal);
  await applyAddons(
    { cluster: name, namespace, endpoint: await endpointOf(management.kube, input), podCidr: input.podCidr },
    input.addons,
    management.kubectl,
  );
  progress.say(`cluster ${name}: waiting for its nodes and addons`);
  await Promise.all([
    controlPlaneRolledOut(management.kube, input, signal),
    workersRolledOut(management.kube, input, signal),
    addonReady(input, "cni"),
    addonReady(input, "kapp-controller"),
  ]);
  const nodes = await nodesOf(workload);
  await Promise.all(nodes.map((node) => checkHermetic(node, signal)));
  return workload;
}

/** The address of the API server that its certificate names: the load balancer's on the lab's network. */
async function endpointOf({ custom }: Kube, { name, namespace }: ClusterRef): Promise<string> {
  const { group, version } = clusterApi;
  const cluster = (await custom.getNamespacedCustomObject({
    ...{ group, version, namespace, name },
    plural: "clusters",
  })) as {
    readonly spec: { readonly controlPlaneEndpoint: { readonly host: string; readonly port: number } };
  }; // as: the API's own schema
  const { host, port } = cluster.spec.controlPlaneEndpoint;
  return `${host}:${port}`;
}

/** A control plane that does not come up says that it waits; its Machines say for what. */
async function withMachines(error: unknown, input: CreateClusterInput): Promise<never> {
  if (!(error instanceof HarnessError) || error.code !== "timeout") throw error;
  const machines = await listMachines(input.management.kube, input);
  const { code, message, hint, cause } = error;
  throw new HarnessError({
    ...{ code, message: `${message}; Machines: ${describeMachines(machines)}`, cause },
    ...(hint === undefined ? {} : { hint }),
  });
}

interface App {
  readonly status?: { readonly conditions?: readonly Condition[]; readonly usefulErrorMessage?: string };
}

/** Waits until kapp-controller has put an addon into a cluster. A failed try is not the end: it tries again. */
export function addonReady(
  { name, namespace, management, context }: CreateClusterInput,
  addon: "kapp-controller" | "cni",
): Promise<undefined> {
  return watchUntil({
    kube: management.kube,
    path: `/apis/kappctrl.k14s.io/v1alpha1/namespaces/${namespace}/apps`,
    fieldSelector: `metadata.name=${addonApp(name, addon)}`,
    what: `the addon ${addon} of cluster ${name}`,
    look: ({ status }: App) => {
      const isDone = status?.conditions?.some(
        ({ type, status: is }) => type === "ReconcileSucceeded" && is === "True",
      );
      return isDone === true ? ready(undefined) : notYet(status?.usefulErrorMessage ?? "under way");
    },
    budget: budgets.addonReady,
    signal: context.signal,
    hint: `kubectl describe app ${addonApp(name, addon)} --namespace ${namespace}`,
  });
}
