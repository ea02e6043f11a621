import { createHash } from "node:crypto";
import { HarnessError } from "../core/errors.ts";
import { inputsOf, type Recipe } from "./recipe.ts";
import { digestOf, sourcesOf } from "./sources.ts";

/** Bumped when the way of building changes what comes out of the same recipe. */
const format = 1;

/**
 * The keys of all that the given recipes are made of: a digest of the recipe, of every file it reads and of the keys
 * of its inputs. The same key is the same thing.
 */
export async function keysOf(
  ids: readonly string[],
  recipes: ReadonlyMap<string, Recipe>,
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, Promise<string>>();
  const keyOf = (id: string): Promise<string> => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const key = compute(recipeOf(id, recipes), keyOf);
    keys.set(id, key);
    return key;
  };
  await Promise.all(ids.map(keyOf));
  return new Map(await Promise.all([...keys].map(async ([id, key]) => [id, await key] as const)));
}

/** The recipe of that name. */
export function recipeOf(id: string, recipes: ReadonlyMap<string, Recipe>): Recipe {
  const recipe = recipes.get(id);
  if (recipe !== undefined) return recipe;
  throw new HarnessError({
    code: "usage",
    message: `Looking up "${id}" in the catalogue: there is no such image or program`,
    hint: "tkglab images list",
  });
}

async function compute(recipe: Recipe, keyOf: (id: string) => Promise<string>): Promise<string> {
  const { title: _title, usually: _usually, upstream: _upstream, ...content } = recipe;
  const sources = await Promise.all(
    [...sourcesOf(recipe)].map(async ([name, path]) => [name, await digestOf(path)] as const),
  );
  const inputs = await Promise.all(inputsOf(recipe).map(async (id) => [id, await keyOf(id)] as const));
  const material = JSON.stringify({ format, arch: process.arch, content, sources, inputs });
  return createHash("sha256").update(material).digest("hex").slice(0, 20);
}
