import { styleText } from "node:util";
import { duration } from "../../core/duration.ts";
import type { BuildStep } from "./build-steps.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";
import type { NodeState } from "./node-standing.ts";
import type { SupplyChain, SupplyChainNode } from "./supply-chain.ts";

/** What the view is shown on. */
export interface ChainScreen {
  readonly columns: number;
  /** Beyond so many lines, Workloads that are in order are shown in one line each, and then the end is left out. */
  readonly rows: number;
  readonly colours: boolean;
  /** As people type it, for the host of an Ingress. */
  readonly urlOf: (host: string) => string;
}

interface Row {
  readonly object: string;
  readonly state: NodeState | "";
  readonly age: string;
  readonly message: string;
}

/** From so many columns names stand there whole. */
const roomy = 110;

/** Builds before these are history. */
const buildsShown = 2;

const colourOf = { ready: "green", running: "cyan", waiting: "gray", failed: "red" } as const;

/** The supply chains of several Workloads as a table, and below each what stops it. No line is wider than the screen. */
export function supplyChainText(sights: readonly WorkloadSight[], screen: ChainScreen): readonly string[] {
  const whole = sights.map((sight) => blockOf(sight, screen));
  const lines = layOut(whole, screen);
  if (lines.length <= screen.rows) return lines;
  const folded = sights.map((sight, at) =>
    sight.explanation.outcome === "ready" ? [rootRow(sight.chain, screen)] : (whole[at] ?? []),
  );
  const short = layOut(folded, screen);
  if (short.length <= screen.rows) return short;
  const left = short.length - screen.rows + 1;
  return [
    ...short.slice(0, screen.rows - 1),
    cut(`... ${left} lines more: a higher terminal shows them`, screen),
  ];
}

type Block = readonly (Row | string)[];

function layOut(blocks: readonly Block[], screen: ChainScreen): readonly string[] {
  const rows = blocks.flat().filter((row) => typeof row !== "string");
  const width = (cell: (row: Row) => string, least: number, most: number) =>
    Math.min(Math.max(least, ...rows.map((row) => cell(row).length)), most);
  // The object gets at most the larger half: what it says is as important.
  const widths = {
    object: width(({ object }) => object, 6, Math.floor(screen.columns * 0.55)),
    state: 7,
    age: 6,
  };
  const heading = { object: "OBJECT", state: "" as const, age: "AGE", message: "LAST MESSAGE" };
  return [
    lineOf({ ...heading, state: "" }, widths, screen, "STATE"),
    ...blocks.flat().map((row) => (typeof row === "string" ? cut(row, screen) : lineOf(row, widths, screen))),
  ];
}

function lineOf(
  { object, state, age, message }: Row,
  widths: { readonly object: number; readonly state: number; readonly age: number },
  screen: ChainScreen,
  stateText: string = state,
): string {
  const name = object.length > widths.object ? `${object.slice(0, widths.object - 1)}…` : object;
  const before = `${name.padEnd(widths.object)}  `;
  const after = `  ${age.padStart(widths.age)}  ${message}`;
  const word = stateText.padEnd(widths.state);
  const room = screen.columns - before.length - word.length;
  const painted =
    screen.colours && state !== "" ? styleText(colourOf[state], word, { validateStream: false }) : word;
  return `${before}${painted}${after.length > room ? `${after.slice(0, Math.max(room - 1, 0))}…` : after}`.trimEnd();
}

function blockOf({ chain, explanation }: WorkloadSight, screen: ChainScreen): Block {
  const { nodes } = chain;
  const depths = depthsOf(chain);
  const builds = nodes.filter(({ kind }) => kind === "Build").slice(buildsShown);
  const shown = nodes.filter((node) => node.kind !== "Workload" && !builds.includes(node));
  const trouble =
    explanation.outcome === "failed"
      ? [
          `  ! ${explanation.where}: ${explanation.message.split("\n")[0] ?? ""}`,
          ...explanation.message
            .split("\n")
            .slice(1, 8)
            .map((line) => `    ${line}`),
          `    likely: ${explanation.likelyCause}`,
          `    try:    ${explanation.hint}`,
        ]
      : [];
  return [
    rootRow(chain, screen),
    ...shown.flatMap((node) => rowsOf(node, depths.get(node.id) ?? 1, nameIn(node, chain, screen))),
    ...trouble,
  ];
}

/** The Workload's own line: where it is reached, or what Cartographer says. */
function rootRow({ workload, nodes, host }: SupplyChain, { urlOf }: ChainScreen): Row {
  const root = nodes.find(({ kind }) => kind === "Workload");
  const object = `Workload/${workload.name}`;
  if (root === undefined) return { object, state: "", age: "", message: "there is none" };
  const isServed = nodes.some(({ kind, state }) => kind === "Ingress" && state === "ready");
  const message = isServed && host !== undefined ? urlOf(host) : root.message;
  return { object, state: root.state, age: ageOf(root.age), message };
}

function rowsOf(
  { state, age, message, steps }: SupplyChainNode,
  depth: number,
  called: string,
): readonly Row[] {
  const indent = "  ".repeat(depth);
  const row = { object: `${indent}${called}`, state, age: ageOf(age), message: oneLine(message) };
  if (steps === undefined || state === "ready") return [row];
  return [{ ...row, message: steps.map(stepText).join(" ") }];
}

/** Where there is little room, what all names of a Workload have in common is left out. */
function nameIn(
  { id, kind, name }: SupplyChainNode,
  { workload }: SupplyChain,
  { columns }: ChainScreen,
): string {
  if (columns >= roomy) return id;
  if (name === workload.name) return kind;
  return name.startsWith(`${workload.name}-`) ? `${kind}/…${name.slice(workload.name.length)}` : id;
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

function cut(line: string, { columns }: Pick<ChainScreen, "columns">): string {
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
