import { styleText } from "node:util";
import { type Block, blockOf, type ChainScreen, foldedBlock, type Row } from "./chain-rows.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";

const colourOf = { ready: "green", running: "cyan", waiting: "gray", failed: "red" } as const;

/** The supply chains of several Workloads as a table, and below each what stops it. No line is wider than the screen. */
export function supplyChainText(sights: readonly WorkloadSight[], screen: ChainScreen): readonly string[] {
  const shown = sights.map((sight) => blockOf(sight, screen));
  const lines = layOut(shown, screen);
  if (lines.length <= screen.rows) return lines;
  // One line below the table says what is not shown.
  const rows = screen.rows - 1;
  let folded = 0;
  for (const batch of batchesOf(sights)) {
    for (const { place, sight } of batch) shown[place] = foldedBlock(sight, screen);
    folded += batch.length;
    const short = layOut(shown, screen);
    if (short.length <= rows) return [...short, cut(foldedText(folded, sights.length), screen)];
  }
  const short = layOut(shown, screen);
  const left = short.length - rows;
  return [...short.slice(0, rows), cut(`... ${left} lines more: a higher terminal shows them`, screen)];
}

interface Placed {
  readonly place: number;
  readonly sight: WorkloadSight;
}

/** What is folded together, in this order: all that is in order; then one by one what is at work, and what has failed. */
function batchesOf(sights: readonly WorkloadSight[]): readonly (readonly Placed[])[] {
  const placed = sights.map((sight, place) => ({ place, sight }));
  const of = (outcome: WorkloadSight["explanation"]["outcome"]) =>
    placed.filter(({ sight }) => sight.explanation.outcome === outcome);
  const oneByOne = [...of("in progress").toReversed(), ...of("failed").toReversed()];
  return [of("ready"), ...oneByOne.map((one) => [one])];
}

function foldedText(folded: number, all: number): string {
  const which = folded === all ? "every Workload" : `${folded} of ${all} Workloads`;
  return `... ${which} in one line: a higher terminal shows the objects`;
}

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
  const lead = `  ${age.padStart(widths.age)}  `;
  const word = stateText.padEnd(widths.state);
  const room = screen.columns - before.length - word.length;
  // Of a URL that is too long, what people type is left.
  const isTooLong = lead.length + message.length > room;
  const after = `${lead}${isTooLong ? message.replace(/^http:\/\//, "") : message}`;
  const painted =
    screen.colours && state !== "" ? styleText(colourOf[state], word, { validateStream: false }) : word;
  return `${before}${painted}${after.length > room ? `${after.slice(0, Math.max(room - 1, 0))}…` : after}`.trimEnd();
}

function cut(line: string, { columns }: Pick<ChainScreen, "columns">): string {
  return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
}
