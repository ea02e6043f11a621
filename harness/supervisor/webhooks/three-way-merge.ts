import { isDeepStrictEqual } from "node:util";
import { HarnessError } from "../../core/errors.ts";

/** Three states of one value of JSON. */
export interface ThreeWays {
  /** What `kept` looks like to those who see less of it. */
  readonly base: unknown;
  /** What they have made of that. */
  readonly mine: unknown;
  readonly kept: unknown;
}

/**
 * `kept` with the changes that lead from `base` to `mine`.
 * @param path of the value, for the error
 * @throws HarnessError `bad-input` for a change of a list that has another length in `kept`
 */
export function mergeThreeWays({ base, mine, kept }: ThreeWays, path: string): unknown {
  if (isDeepStrictEqual(mine, base)) return kept;
  if (isDeepStrictEqual(kept, base)) return mine;
  if (isRecord(base) && isRecord(mine) && isRecord(kept)) {
    const keys = new Set([...Object.keys(kept), ...Object.keys(mine)]);
    const entries = [...keys].map((key): [string, unknown] => {
      const ways = { base: base[key], mine: mine[key], kept: kept[key] };
      return [key, mergeThreeWays(ways, `${path}.${key}`)];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(kept)) {
    const [before, now, whole]: readonly (readonly unknown[])[] = [base, mine, kept];
    if (before?.length !== whole?.length || now?.length !== whole?.length)
      throw cannotMerge(path, kept.length);
    return kept.map((item: unknown, at) =>
      mergeThreeWays({ base: before?.[at], mine: now?.[at], kept: item }, `${path}[${at}]`),
    );
  }
  return mine;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cannotMerge(path: string, count: number): HarnessError {
  return new HarnessError({
    code: "bad-input",
    message: `Converting the object: ${path} has ${count} entries, which this version of the API cannot say; a change of them here would be lost`,
    hint: "change it in v1alpha2: kubectl edit tanzukubernetesclusters.v1alpha2.run.tanzu.vmware.com",
  });
}
