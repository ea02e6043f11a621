import type { BuildStep } from "../cluster/supply-chain/build-steps.ts";
import type { WorkloadSight } from "../cluster/supply-chain/look-at-workloads.ts";
import type { NodeState } from "../cluster/supply-chain/node-standing.ts";
import type {
  NodeKind,
  SupplyChain,
  SupplyChainEdge,
  SupplyChainNode,
} from "../cluster/supply-chain/supply-chain.ts";

/** All that browsers are told of the Workloads, as JSON. Times are milliseconds since the epoch: ages tick in the browser. */
export interface PageState {
  readonly workloads: readonly PageWorkload[];
}

export interface PageWorkload {
  readonly name: string;
  readonly outcome: "ready" | "in progress" | "failed";
  /** The object that knows, and what it says. */
  readonly where: string;
  readonly message: string;
  /** Of a failure. */
  readonly likelyCause?: string;
  readonly hint?: string;
  /** Where it is reached; undefined before somebody answers there. */
  readonly host?: string;
  readonly nodes: readonly PageNode[];
  /** Without those that follow from the others. */
  readonly edges: readonly SupplyChainEdge[];
}

export interface PageNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly state: NodeState;
  readonly message: string;
  /** When it was made. */
  readonly since?: number;
  /** Of a build's Pod. */
  readonly steps?: readonly PageStep[];
}

export interface PageStep {
  readonly name: string;
  readonly state: NodeState;
  /** Of one that has ended: milliseconds. */
  readonly took?: number;
  /** Of one that runs: when it began. */
  readonly since?: number;
}

/** Builds before these are history. */
const buildsShown = 2;

/** A page is for reading: whoever wants a whole log has kubectl. */
const longestMessage = 8_000;

/** What browsers show of these sights, which are of the time `now`. */
export function pageState(sights: readonly WorkloadSight[], now: number): PageState {
  return { workloads: sights.map((sight) => workloadOf(sight, now)) };
}

function workloadOf({ chain, explanation }: WorkloadSight, now: number): PageWorkload {
  const { workload, nodes, edges, host } = chain;
  const history = nodes.filter(({ kind }) => kind === "Build").slice(buildsShown);
  const shown = nodes.filter((node) => !history.includes(node));
  const { outcome, where, message } = explanation;
  const trouble =
    explanation.outcome === "failed"
      ? { likelyCause: explanation.likelyCause, hint: explanation.hint }
      : undefined;
  return {
    ...{ name: workload.name, outcome, where, message: cut(message), ...trouble },
    ...(host !== undefined && isServed(chain) ? { host } : {}),
    nodes: shown.map((node) => nodeOf(node, now)),
    edges: leastEdges(edges).filter(({ from, to }) => [from, to].every((id) => isOf(shown, id))),
  };
}

function nodeOf({ id, kind, name, state, age, message, steps }: SupplyChainNode, now: number): PageNode {
  return {
    ...{ id, kind, name, state, message: cut(message) },
    ...(age === undefined ? {} : { since: now - age }),
    ...(steps === undefined ? {} : { steps: steps.map((step) => stepOf(step, now)) }),
  };
}

/** What runs is told by its beginning: its time would be news with every look. */
function stepOf({ name, state, took }: BuildStep, now: number): PageStep {
  if (took === undefined) return { name, state };
  return state === "running" ? { name, state, since: now - took } : { name, state, took };
}

function isServed({ nodes }: SupplyChain): boolean {
  return nodes.some(({ kind, state }) => kind === "Ingress" && state === "ready");
}

function isOf(nodes: readonly SupplyChainNode[], id: string): boolean {
  return nodes.some((node) => node.id === id);
}

/** Leaves out whatever can be reached by other edges too, as a Workload's Image by way of its GitRepository. */
export function leastEdges(edges: readonly SupplyChainEdge[]): readonly SupplyChainEdge[] {
  const reaches = (from: string, to: string, without: SupplyChainEdge): boolean =>
    edges.some(
      (edge) => edge !== without && edge.from === from && (edge.to === to || reaches(edge.to, to, without)),
    );
  return edges.filter((edge) => !reaches(edge.from, edge.to, edge));
}

function cut(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}
