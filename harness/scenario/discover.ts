import { glob } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HarnessError, messageOf } from "../core/errors.ts";
import { Scenario } from "./definition.ts";

/** A scenario and the file it stands in. */
export interface FoundScenario {
  readonly file: string;
  readonly scenario: Scenario;
}

/** A scenario file that cannot be read. */
export interface UnreadableScenario {
  readonly file: string;
  readonly error: HarnessError;
}

/** Reads every `*.scenario.ts` below a folder, in the order of their ids, without running any. */
export async function discoverScenarios(
  folder: string,
): Promise<{ readonly found: FoundScenario[]; readonly unreadable: UnreadableScenario[] }> {
  const files = await Array.fromAsync(glob("**/*.scenario.{ts,js}", { cwd: folder }));
  const read = await Promise.all(files.toSorted().map((file) => readScenario(join(folder, file))));
  const byId = new Map<string, FoundScenario>();
  const unreadableFiles: UnreadableScenario[] = [];
  for (const one of read) {
    const other = "scenario" in one ? byId.get(one.scenario.header.id) : undefined;
    if ("error" in one) unreadableFiles.push(one);
    else if (other === undefined) byId.set(one.scenario.header.id, one);
    else unreadableFiles.push(sameId(one, other));
  }
  // By code unit, not by language: shards are parts of this order, whatever machine they run on.
  const ids = [...byId.keys()].toSorted();
  return { found: ids.flatMap((id) => byId.get(id) ?? []), unreadable: unreadableFiles };
}

async function readScenario(file: string): Promise<FoundScenario | UnreadableScenario> {
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    if (hasScenario(module)) return { file, scenario: module.default };
    return unreadable(file, "its default export is no scenario()");
  } catch (error) {
    return unreadable(file, `it throws when it is imported: ${messageOf(error)}`, error);
  }
}

function hasScenario(module: unknown): module is { readonly default: Scenario } {
  return (
    typeof module === "object" && module !== null && "default" in module && module.default instanceof Scenario
  );
}

function unreadable(file: string, why: string, cause?: unknown): UnreadableScenario {
  return {
    file,
    error: new HarnessError({
      code: "internal",
      message: `Reading ${file}: ${why}`,
      hint: `node ${file}`,
      cause,
    }),
  };
}

function sameId({ file, scenario }: FoundScenario, other: FoundScenario): UnreadableScenario {
  return unreadable(file, `its id ${scenario.header.id} is that of ${other.file} too`);
}
