import { recipeOf } from "./key.ts";
import { inputsOf, type Recipe } from "./recipe.ts";

/**
 * Names in the order of what they and all that they are made of take to build. What takes longest is the largest, too:
 * who begins with it does not wait for it alone at the end.
 */
export function costliestFirst<I extends string>(
  ids: readonly I[],
  recipes: ReadonlyMap<string, Recipe>,
): readonly I[] {
  const costs = new Map(ids.map((id) => [id, costOf(id, recipes)]));
  return ids.toSorted((one, other) => (costs.get(other) ?? 0) - (costs.get(one) ?? 0));
}

/** Seconds. */
function costOf(id: string, recipes: ReadonlyMap<string, Recipe>): number {
  const parts = new Set<string>();
  const add = (part: string) => {
    if (parts.has(part)) return;
    parts.add(part);
    inputsOf(recipeOf(part, recipes)).forEach(add);
  };
  add(id);
  return [...parts].reduce((sum, part) => sum + recipeOf(part, recipes).usually, 0);
}
