import { duration } from "../../core/duration.ts";
import type { BuildStep } from "./build-steps.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";
import type { NodeState } from "./node-standing.ts";
import type { SupplyChain, SupplyChainNode } from "./supply-chain.ts";
import { firstLine, troubleText } from "./trouble-text.ts";

/** What the view is shown on. */
export interface ChainScreen {
  readonly columns: number;
  /** Beyond so many lines, Workloads are shown in one line each, those first that are in order; then the end is left out. */
  readonly rows: number;
  readonly colours: boolean;
  /** As people type it, for the host of an Ingress. */
  readonly urlOf: (host: string) => string;
}

/** A line of the table. */
export interface Row {
  readonly object: string;
  readonly state: NodeState | "";
  readonly age: string;
  readonly message: string;
}

/** What is shown of one Workload: lines of the table, and text below them. */
export type Block = readonly (Row | string)[];

/** From so many columns names stand there whole. */
const roomy = 110;

/** Builds before these are history. */
const buildsShown = 2;

/** A Workload with every object of its supply chain, and below what stops it. */
export function blockOf(sight: WorkloadSight, screen: ChainScreen): Block {
  const { chain, explanation } = sight;
  const { nodes } = chain;
  const depths = depthsOf(chain);
  const builds = nodes.filter(({ kind }) => kind === "Build").slice(buildsShown);
  const shown = nodes.filter((node) => node.kind !== "Workload" && !builds.includes(node));
  return [
    rootRow(sight, screen),
    ...shown.map((node) => rowOf(node, depths.get(node.id) ?? 1, chain, screen)),
    ...(explanation.outcome === "failed" ? troubleText(explanation, screen) : []),
  ];
}

/** A Workload in one line: where it is reached, else what it does, or what stops it. */
export function foldedBlock(sight: WorkloadSight, screen: ChainScreen): Block {
  const { explanation } = sight;
  const row = rootRow(sight, screen);
  if (explanation.outcome !== "in progress") return [row];
  const { where, message } = explanation;
  return [{ ...row, message: `${where.split("/").at(-1) ?? where}: ${oneLine(message)}` }];
}

/** The Workload's own line: what stops it, where it is reached, or what Cartographer says. */
function rootRow({ chain, explanation }: WorkloadSight, { urlOf }: ChainScreen): Row {
  const { workload, nodes, host } = chain;
  const root = nodes.find(({ kind }) => kind === "Workload");
  const object = `Workload/${workload.name}`;
  if (root === undefined) return { object, state: "", age: "", message: "there is none" };
  const age = ageOf(root.age);
  // Cartographer says `Unknown` of a failure too; what runs meanwhile is the revision before.
  if (explanation.outcome === "failed") {
    return { object, state: "failed", age, message: firstLine(explanation.message) };
  }
  const isServed = nodes.some(({ kind, state }) => kind === "Ingress" && state === "ready");
  const message = isServed && host !== undefined ? urlOf(host) : oneLine(root.message);
  return { object, state: root.state, age, message };
}

function rowOf(node: SupplyChainNode, depth: number, chain: SupplyChain, screen: ChainScreen): Row {
  const { state, age, message, steps } = node;
  const object = `${"  ".repeat(depth)}${nameIn(node, chain, screen)}`;
  const text = steps === undefined || state === "ready" ? oneLine(message) : stepsText(steps, screen);
  return { object, state, age: ageOf(age), message: text };
}

/** Where there is little room, a name has only what tells it from that of the object above. */
function nameIn(
  { id, kind, name }: SupplyChainNode,
  { nodes, edges, workload }: SupplyChain,
  { columns }: ChainScreen,
): string {
  if (columns >= roomy) return id;
  if (name === workload.name) return kind;
  const above = edges.find(({ to }) => to === id)?.from;
  const parent = nodes.find((node) => node.id === above)?.name ?? workload.name;
  if (!name.startsWith(`${parent}-`)) return id;
  // A ReplicaSet stands between the two, and gives its hash.
  return `${kind}/…${name.slice(parent.length).replace(/^-[0-9a-z]+(?=-[0-9a-z]{5}$)/, "")}`;
}

function stepsText(steps: readonly BuildStep[], { columns }: ChainScreen): string {
  if (columns >= roomy) return steps.map(stepText).join(" ");
  const now = steps.find(({ state }) => state === "failed" || state === "running");
  const done = steps.filter(({ state }) => state === "ready").length;
  return `${now === undefined ? "" : `${stepText(now)}, `}${done} of ${steps.length} steps done`;
}

function stepText({ name, state, took }: BuildStep): string {
  const time = took === undefined ? "" : ` ${Math.round(took / 1000)}s`;
  switch (state) {
    case "ready":
      return `✓${name}${time}`;
    case "running":
      return `▸${name}${time}`;
    case "failed":
      return `✗${name}${time}`;
    case "waiting":
      return `·${name}`;
  }
}

/** How far below its Workload something stands: by whoever made it first. */
function depthsOf({ nodes, edges }: SupplyChain): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { id, kind } of nodes) {
    const parent = edges.find(({ to }) => to === id)?.from;
    depths.set(id, kind === "Workload" ? 0 : (depths.get(parent ?? "") ?? 0) + 1);
  }
  return depths;
}

function ageOf(age: number | undefined): string {
  return age === undefined ? "" : duration(age / 1000);
}

/** A text of several lines in one. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
