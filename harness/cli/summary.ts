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

/** Prints what came of a run: a line per scenario, why one did not pass, and where the report is. */
export function printSummary(
  { run, scenarios }: Results,
  report: WrittenReport,
  stream: NodeJS.WriteStream,
): void {
  const paint = (verdict: Verdict, text: string) => styleText(colours[verdict], text, { stream });
  const width = Math.max(...scenarios.map(({ id }) => id.length), 0);
  const lines = scenarios.flatMap((scenario) => [
    `${paint(scenario.verdict, scenario.verdict.padEnd(8))} ${scenario.id.padEnd(width)} ${seconds(scenario.durationMs)}`,
    ...details(scenario),
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
      ...run.notes.map((note) => `note     ${note}`),
      "",
      `${counts} in ${seconds(run.durationMs)}`,
      `report: ${report.html}`,
      "",
    ].join("\n"),
  );
}

function details(scenario: ScenarioResult): string[] {
  const failure = failureOf(scenario);
  return [
    ...(scenario.reason === undefined ? [] : [`         ${scenario.reason}`]),
    ...(failure === undefined ? [] : failure.message.split("\n").map((line) => `         ${line}`)),
    ...(failure?.hint === undefined ? [] : [`         what to do: ${failure.hint}`]),
    ...(scenario.howToReach ?? []).map((line) => `         ${line}`),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
