import type { Run } from "./results.ts";

/** A run's own commands: one, or one for each of the runs that it was merged from. */
export function commandsOf({ command }: Pick<Run, "command">): readonly string[] {
  return command.split("\n");
}

/** Options that say how to run or where to report, and not what. */
const notAChoice =
  /\s--(?:(?:shard|report-dir|workers|repeat|step-limit|source|pull-from|pull-lock)(?:=|\s+)\S+|(?:json|bail|keep(?:=\S+)?)(?=\s|$))/g;

/** What of a run's commands chooses scenarios, such as `tkglab run --all`: two runs of one choice can be compared. */
export function choiceOf(run: Pick<Run, "command">): string {
  return [...new Set(commandsOf(run).map(choiceIn))].toSorted().join("\n");
}

/**
 * The shards that are missing where commands name some of them, such as `2/3`; of several choices, those of each.
 */
export function missingShards(run: Pick<Run, "command">): readonly string[] {
  const seen = new Map<string, { readonly count: number; readonly indices: Set<number> }>();
  for (const command of commandsOf(run)) {
    const [, index, count] = (/\s--shard(?:=|\s+)(\d+)\/(\d+)(?=\s|$)/.exec(command) ?? []).map(Number);
    if (index === undefined || count === undefined) continue;
    const key = `${count} ${choiceIn(command)}`;
    const { indices } = seen.get(key) ?? { indices: new Set() };
    seen.set(key, { count, indices: indices.add(index) });
  }
  return [...seen.values()].flatMap(({ count, indices }) =>
    Array.from({ length: count }, (_, place) => place + 1)
      .filter((index) => !indices.has(index))
      .map((index) => `${index}/${count}`),
  );
}

function choiceIn(command: string): string {
  return command.replaceAll(notAChoice, "").trim();
}
