import { relative, sep } from "node:path";
import type { ScenarioResult } from "../report/index.ts";
import { Scenario } from "../scenario/definition.ts";
import type { FoundScenario, UnreadableScenario } from "../scenario/discover.ts";
import { failureFrom, notYetRun } from "../scenario/record.ts";

/**
 * Stands in for a scenario whose file cannot be read, under the id that its path gives it, so that it is chosen,
 * counted and reported like any other.
 */
export function standIn(
  { file }: UnreadableScenario,
  folder: string,
  taken: ReadonlySet<string>,
): FoundScenario {
  let id = idOfPath(relative(folder, file));
  while (taken.has(id)) id += "~";
  const scenario = new Scenario({
    id,
    title: "The file of this scenario cannot be read",
    // The schema wants a number; which it is stands in the file that cannot be read.
    seed: "000",
    product: "unknown",
    tags: [],
    differs: ["nothing is known of it: its file cannot be read"],
    uses: [],
  });
  return { file, scenario };
}

/** The result of a scenario whose file cannot be read: broken, whatever else happens. */
export function unreadableResult(
  scenario: Scenario,
  { error }: UnreadableScenario,
  idSuffix: string,
): ScenarioResult {
  return { ...notYetRun(scenario, { idSuffix }), verdict: "broken", error: failureFrom(error) };
}

/** `<area>/<name>` of whatever path, in the characters that an id may have. */
function idOfPath(path: string): string {
  const [first = "", ...rest] = path
    .replace(/\.scenario\.[jt]s$/, "")
    .split(sep)
    .map((part) => part.replaceAll(/[^!-.0-~]/g, "_"));
  return rest.length === 0 ? `unreadable/${first}` : `${first}/${rest.join("-")}`;
}
