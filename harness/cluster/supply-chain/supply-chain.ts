import type { Kube } from "../kube/kube.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { chainApi } from "./chain-api.ts";
import type { ChainObjects, WorkloadRef } from "./chain-objects.ts";
import { type Conditioned, type Metadata, timeOf } from "./kube-object.ts";
import { type BuildStep, buildSteps } from "./build-steps.ts";
import { ofDeployment, ofIngress, ofService } from "./app-standing.ts";
import {
  type NodeStanding,
  ofBuild,
  ofBuilder,
  ofGitRepository,
  ofImage,
  ofReadyCondition,
  ofWorkload,
} from "./node-standing.ts";
import { ofBuildPod, ofPod } from "./pod-standing.ts";
import { chainObjects, readInventory } from "./read-chain.ts";

/** The kinds of a supply chain, in the order in which it works. */
export type NodeKind =
  | "Workload"
  | "GitRepository"
  | "ClusterStack"
  | "ClusterStore"
  | "ClusterBuilder"
  | "Image"
  | "Build"
  | "Pod"
  | "Deployment"
  | "Service"
  | "Ingress";

/** An object of a supply chain, and how it stands. */
export interface SupplyChainNode extends NodeStanding {
  /** `<kind>/<name>`, as edges name it. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Milliseconds since it was made. */
  readonly age: number | undefined;
  /** Of a build's Pod: what runs in it, one after the other. */
  readonly steps?: readonly BuildStep[];
}

/** Who has made whom, or takes from whom. */
export interface SupplyChainEdge {
  readonly from: string;
  readonly to: string;
}

/** What has become of a Workload, as plain data. */
export interface SupplyChain {
  readonly workload: WorkloadRef;
  readonly nodes: readonly SupplyChainNode[];
  readonly edges: readonly SupplyChainEdge[];
  /** As its Ingress has it; undefined until there is one. */
  readonly host: string | undefined;
}

/**
 * Reads the supply chain of a Workload. What is not there (yet) is no node; of a Workload that is gone, what it has left.
 * @throws HarnessError `unreachable` or `tool-failed` when the API server does not answer or refuses.
 */
export async function readSupplyChain(
  kube: Pick<Kube, "core" | "custom">,
  ref: WorkloadRef,
  clock: Clock = systemClock,
): Promise<SupplyChain> {
  const inventory = await readInventory(chainApi(kube), ref.namespace);
  return supplyChainOf(chainObjects(inventory, ref), clock.now());
}

/** The graph that these objects make; `now` in milliseconds since the epoch. */
export function supplyChainOf(objects: ChainObjects, now: number): SupplyChain {
  const { workload, gitRepository, image, builder, stack, store } = objects;
  const { builds, buildPod, deployment, pods, service, ingress } = objects;
  const nodes: SupplyChainNode[] = [];
  const edges: SupplyChainEdge[] = [];
  const add = (
    kind: NodeKind,
    object: { readonly metadata: Metadata } | undefined,
    standing: () => NodeStanding & Pick<SupplyChainNode, "steps">,
    parents: readonly (string | undefined)[],
  ): string | undefined => {
    if (object === undefined) return undefined;
    const { name, creationTimestamp } = object.metadata;
    const created = timeOf(creationTimestamp);
    const id = `${kind}/${name}`;
    const age = created === undefined ? undefined : Math.max(0, now - created);
    nodes.push({ id, kind, name, age, ...standing() });
    for (const from of parents) if (from !== undefined) edges.push({ from, to: id });
    return id;
  };
  // kpack's own objects serve everybody. They are shown when they are what stops this one.
  const waits = <T extends Conditioned>(object: T | undefined) =>
    object !== undefined && ofReadyCondition(object).state !== "ready" ? object : undefined;
  const root = add("Workload", workload, () => ofWorkload(workload), []);
  const source = add("GitRepository", gitRepository, () => ofGitRepository(gitRepository), [root]);
  const needs = [
    add("ClusterStack", waits(stack), () => ofReadyCondition(stack), []),
    add("ClusterStore", waits(store), () => ofReadyCondition(store), []),
  ];
  const maker = add("ClusterBuilder", waits(builder), () => ofBuilder(builder), needs);
  const built = add("Image", image, () => ofImage(objects), [root, source, maker]);
  for (const build of builds) {
    const id = add("Build", build, () => ofBuild(build), [built]);
    if (build !== builds[0] || buildPod === undefined) continue;
    add("Pod", buildPod, () => ({ ...ofBuildPod(buildPod), steps: buildSteps(buildPod, now) }), [id]);
  }
  const deployed = add("Deployment", deployment, () => ofDeployment(deployment), [root, built]);
  for (const pod of pods) add("Pod", pod, () => ofPod(pod), [deployed]);
  const served = add("Service", service, () => ofService(service, pods), [root, deployed]);
  add("Ingress", ingress, () => ofIngress(ingress, service, pods), [root, served]);
  const host = ingress?.spec?.rules?.[0]?.host;
  return { workload: objects.ref, nodes, edges, host };
}
