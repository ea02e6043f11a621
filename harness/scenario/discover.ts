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
  const read = await Promise.all(files.map((file) => readScenario(join(folder, file))));
  const found = read.filter((one) => "scenario" in one);
  const unreadable = read.filter((one) => "error" in one);
  return {
    found: found.sort((a, b) => a.scenario.header.id.localeCompare(b.scenario.header.id)),
    unreadable: [...unreadable, ...sameIds(found)],
  };
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

function sameIds(found: readonly FoundScenario[]): UnreadableScenario[] {
  const files = new Map<string, string>();
  return found.flatMap(({ file, scenario: { header } }) => {
    const other = files.get(header.id);
    files.set(header.id, file);
    return other === undefined ? [] : [unreadable(file, `its id ${header.id} is that of ${other} too`)];
  });
}
