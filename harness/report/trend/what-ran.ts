import type { Run } from "../results.ts";
import type { ScenarioResult } from "../scenario-result.ts";

/** What a scenario ran with: by name, the versions and digests, tkglab's own among them. */
export type WhatRan = ReadonlyMap<string, string>;

/** What a scenario of a run ran with. Where several things have one name, they are compared together. */
export function whatRan(run: Pick<Run, "tkglabVersion">, { versions }: ScenarioResult): WhatRan {
  const byName = Map.groupBy(versions, ({ name }) => name);
  const pairs = [...byName].map(([name, found]) => {
    const texts = new Set(found.map(({ version, digest = "" }) => `${version} ${digest}`));
    return [name, [...texts].toSorted().join("\n")] as const;
  });
  return new Map([["tkglab", run.tkglabVersion], ...pairs]);
}

/**
 * Puts what was known together with what another one ran with; undefined where something has changed between them. One
 * that ended early has not named everything that it would have run with, so only names that both have are compared.
 */
export function withoutChange(known: WhatRan, next: WhatRan): WhatRan | undefined {
  for (const [name, value] of next) {
    const before = known.get(name);
    if (before !== undefined && before !== value) return undefined;
  }
  return new Map([...known, ...next]);
}
