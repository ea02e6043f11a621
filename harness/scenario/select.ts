import { matchesGlob } from "node:path";
import leven from "leven";
import { HarnessError } from "../core/errors.ts";
import { baseId, namesCell } from "../core/scenario-id.ts";
import type { FoundScenario } from "./discover.ts";

export interface Selection {
  /** Parts of ids, or globs over them; all scenarios when empty. Only one with an `@` looks at what cells are called. */
  readonly patterns: readonly string[];
  /** Tags of which a scenario needs one; any when empty. */
  readonly tags: readonly string[];
  /** Part `index` (from 1) of `count`. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/**
 * The scenarios that are meant.
 * @throws HarnessError `usage` for a pattern or a tag that nothing matches, naming the nearest that exists.
 */
export function selectScenarios(
  all: readonly FoundScenario[],
  { patterns, tags, shard }: Selection,
): FoundScenario[] {
  const ids = all.map(({ scenario }) => scenario.header.id);
  const known = [...new Set(all.flatMap(({ scenario }) => scenario.header.tags))];
  for (const pattern of patterns) {
    if (ids.some((id) => matches(id, pattern))) continue;
    throw unknown("pattern", pattern, namesCell(pattern) ? ids : ids.map(baseId));
  }
  for (const tag of tags) {
    if (!known.includes(tag)) throw unknown("tag", tag, known);
  }
  return all
    .filter(
      ({ scenario: { header } }) => patterns.length === 0 || patterns.some((one) => matches(header.id, one)),
    )
    .filter(({ scenario: { header } }) => tags.length === 0 || header.tags.some((tag) => tags.includes(tag)))
    .filter((_, place) => shard === undefined || place % shard.count === shard.index - 1);
}

function matches(fullId: string, pattern: string): boolean {
  const id = namesCell(pattern) ? fullId : baseId(fullId);
  return id.includes(pattern) || matchesGlob(id, pattern);
}

function unknown(what: "pattern" | "tag", given: string, known: readonly string[]): HarnessError {
  const [nearest] = known.toSorted((a, b) => distance(a, given) - distance(b, given));
  return new HarnessError({
    code: "usage",
    message: `Selecting scenarios: no ${what === "pattern" ? "id matches" : "scenario has the tag"} "${given}"${nearest === undefined ? "" : `; the nearest is "${nearest}"`}`,
    hint: namesCell(given) ? "tkglab list --matrix; rows of it are chosen with --matrix" : "tkglab list",
  });
}

/** To the whole id, its name or a word of it, whichever is nearest: people leave the rest out. */
function distance(known: string, given: string): number {
  const parts = known.split(/[/-]/);
  return Math.min(
    ...[known, known.slice(known.indexOf("/") + 1), ...parts].map((text) => leven(text, given)),
  );
}
