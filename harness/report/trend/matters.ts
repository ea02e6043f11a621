import { duration } from "../html/amounts.ts";
import type { BadTurn } from "./stability.ts";
import type { ScenarioTrend, Trend, TrendRun } from "./trend.ts";

/** The lists of a trend, in the order of their weight. */
export const matterKinds = ["failing", "flaky", "slower", "fixed", "new", "gone"] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Something that a reader of a trend wants to know of a scenario. */
export interface Matter {
  readonly kind: MatterKind;
  /** The scenario. */
  readonly id: string;
  /** A sentence in three parts: the run that it is about stands in its middle. */
  readonly before: string;
  readonly run: TrendRun;
  readonly after: string;
  /** The first line of what went wrong, unless it passes since. */
  readonly error?: string;
}

type Said = Omit<Matter, "id">;

/** All that stands out, by weight, then by scenario. */
export function mattersOf(trend: Trend): Matter[] {
  const all = trend.scenarios.flatMap((scenario) =>
    mattersOfScenario(scenario, trend).map((said): Matter => ({ id: scenario.id, ...said })),
  );
  return matterKinds.flatMap((kind) => all.filter((matter) => matter.kind === kind));
}

function mattersOfScenario(scenario: ScenarioTrend, { runs, newest }: Trend): Said[] {
  const at = (place: number) => runs[place] ?? newest;
  const { newIn, goneAfter } = scenario;
  if (goneAfter !== undefined)
    return [{ kind: "gone", before: "Last seen in", run: at(goneAfter), after: "" }];
  const isNew: Said[] =
    newIn === undefined ? [] : [{ kind: "new", before: "First seen in", run: at(newIn), after: "" }];
  return [...ofStability(scenario, at), ...ofTimes(scenario, newest), ...isNew];
}

function ofStability(
  { stability, passed, ran, verdicts }: ScenarioTrend,
  at: (place: number) => TrendRun,
): Said[] {
  switch (stability.kind) {
    case "failing": {
      const { since, times, before, how, lastBad } = stability;
      const said = times === 1 ? `${words[how]} in` : `${words[how]} ${often(times)}, since`;
      const past = before === 0 ? "; never passed in these runs" : `; passed ${often(before)} before that`;
      // Whoever runs a few scenarios at a time shall not take it for cured.
      const now = verdicts.at(-1)?.length === 0 ? "; not in the newest run" : "";
      return [{ kind: "failing", before: said, run: at(since), after: `${past}${now}`, ...errorOf(lastBad) }];
    }
    case "flaky": {
      const { lastBad } = stability;
      const how = `Passed ${passed} of ${ran} times with nothing changed in between; last ${words[lastBad.verdict].toLowerCase()} in`;
      return [{ kind: "flaky", before: how, run: at(lastBad.run), after: "", ...errorOf(lastBad) }];
    }
    case "fixed": {
      const { since, times, how } = stability;
      const after = `; ${words[how].toLowerCase()} ${often(times)} before that`;
      return [{ kind: "fixed", before: "Passes since", run: at(since), after }];
    }
    case "steady":
    case "unknown":
      return [];
  }
}

const words = { failed: "Failed", broken: "Broke", both: "Failed or broke" } as const;

function errorOf({ error }: BadTurn): { readonly error?: string } {
  return error === undefined ? {} : { error };
}

function ofTimes({ times }: ScenarioTrend, run: TrendRun): Said[] {
  if (times?.slowerThan === undefined) return [];
  const factor = (times.last / times.slowerThan).toFixed(1);
  const after = `, ${factor} times the ${duration(times.slowerThan)} that were usual`;
  return [{ kind: "slower", before: `Took ${duration(times.last)} in`, run, after }];
}

function often(times: number): string {
  if (times === 1) return "once";
  return times === 2 ? "twice" : `${times} times`;
}
