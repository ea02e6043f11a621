import { styleText } from "node:util";
import {
  failureOf,
  type Results,
  type ScenarioResult,
  type Verdict,
  type WrittenReport,
} from "../report/index.ts";

const colours = {
  passed: "green",
  failed: "red",
  broken: "magenta",
  skipped: "yellow",
  "not-run": "gray",
} as const satisfies Record<Verdict, string>;

/** The part of stdout that is needed here. */
export type SummaryStream = Pick<NodeJS.WriteStream, "isTTY"> & { write(text: string): unknown };

/** What stands before every line but the first of a scenario: as wide as a verdict. */
const indent = " ".repeat(9);

/** Prints what came of a run: a line per scenario, why one did not pass, and where the report is. */
export function printSummary(
  { run, scenarios }: Results,
  report: WrittenReport | undefined,
  stream: SummaryStream,
): void {
  const paint = painter(stream);
  const width = Math.max(...scenarios.map(({ id }) => id.length), 0);
  const lines = scenarios.flatMap((scenario) => [
    `${paint(scenario.verdict, scenario.verdict.padEnd(8))} ${scenario.id.padEnd(width)} ${seconds(scenario.durationMs)}`,
    ...details(scenario).flatMap(indented),
  ]);
  const { passed, failed, broken, skipped, notRun } = run.counts;
  const more = [
    broken > 0 ? `${broken} broken` : "",
    skipped > 0 ? `${skipped} skipped` : "",
    notRun > 0 ? `${notRun} not run` : "",
  ];
  const counts = [`${passed} passed`, `${failed} failed`, ...more.filter((text) => text !== "")].join(", ");
  stream.write(
    [
      "",
      ...lines,
      ...run.notes.map((note) => `note${indented(note).join("\n").slice("note".length)}`),
      "",
      `${counts} in ${seconds(run.durationMs)}`,
      ...(report === undefined ? [] : [`report: ${report.html}`]),
      "",
    ].join("\n"),
  );
}

/** Colours on a terminal only, and never against NO_COLOR: https://no-color.org */
function painter(stream: SummaryStream): (verdict: Verdict, text: string) => string {
  const hasColour = stream.isTTY && (process.env.NO_COLOR ?? "") === "";
  return (verdict, text) => (hasColour ? styleText(colours[verdict], text, { validateStream: false }) : text);
}

function details(scenario: ScenarioResult): string[] {
  const failure = failureOf(scenario);
  return [
    ...(scenario.reason === undefined ? [] : [scenario.reason]),
    ...(failure === undefined ? [] : [failure.message.trimEnd()]),
    ...(failure?.hint === undefined ? [] : [`what to do: ${failure.hint}`]),
    ...leftBehind(scenario),
    ...(scenario.howToReach ?? []),
  ];
}

/** Where the error tells of something else. */
function leftBehind({ cleanup, error }: ScenarioResult): string[] {
  if (cleanup.verdict !== "leaked" || error?.code === "leak") return [];
  return [`left behind: ${cleanup.left.join(", ")}`];
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => (line.trim() === "" ? "" : `${indent}${line}`));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
