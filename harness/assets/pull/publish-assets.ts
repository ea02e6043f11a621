import { HarnessError } from "../../core/errors.ts";
import { Semaphore } from "../../core/semaphore.ts";
import { findAsset } from "../find-asset.ts";
import { keysOf, recipeOf } from "../key.ts";
import type { Recipe } from "../recipe.ts";
import type { Place } from "./place.ts";
import { publishAsset, type PublishInput } from "./publish-asset.ts";

/** Docker compresses each layer on one core. */
const pushesAtOnce = 2;

export interface PublishAssetsInput extends PublishInput {
  readonly recipes: ReadonlyMap<string, Recipe>;
  readonly place: Place;
  /** All that is there, unless told. */
  readonly ids?: readonly string[] | undefined;
}

/**
 * Publishes what is there, and gives the digests by what each is called in a lock.
 * @throws HarnessError `usage` for a place that is no registry, or an asset that is not there; what publishAsset() throws
 */
export async function publishAssets(input: PublishAssetsInput): Promise<Readonly<Record<string, string>>> {
  const { store, recipes, place, ids, signal } = input;
  const keys = await keysOf([...recipes.keys()], recipes);
  const places = new Semaphore(pushesAtOnce);
  const work = (ids ?? [...recipes.keys()]).map((id) =>
    places.run(async () => {
      signal?.throwIfAborted();
      const recipe = recipeOf(id, recipes);
      const key = keys.get(id) ?? "";
      const record = await findAsset(store, recipe, key);
      if (record === undefined && ids === undefined) return [];
      if (record === undefined) throw notThere(recipe);
      const reference = place.reference(recipe, key);
      if (reference?.ours !== true) throw noRegistry(place);
      return [[reference.line, await publishAsset(recipe, reference, record, input)] as const];
    }),
  );
  // Nothing is under way any more when this ends.
  await Promise.allSettled(work);
  return Object.fromEntries((await Promise.all(work)).flat());
}

function notThere({ id, title }: Recipe): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Publishing ${title}: it is not there`,
    hint: `tkglab images build ${id}`,
  });
}

function noRegistry({ name }: Place): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Publishing to ${name}: that is no registry of yours`,
    hint: "--to registry/prefix, as in harbor.example.com/tkglab",
  });
}
