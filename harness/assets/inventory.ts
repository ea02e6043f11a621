import { removeImages } from "../tools/docker/images.ts";
import { findAsset } from "./find-asset.ts";
import { keysOf } from "./key.ts";
import type { Recipe } from "./recipe.ts";
import type { AssetStore } from "./store.ts";

/** An entry of the catalogue, and whether what it describes is there. */
export interface InventoryEntry {
  readonly id: string;
  readonly title: string;
  readonly key: string;
  readonly present: boolean;
  /** Seconds that a cold build takes. */
  readonly usually: number;
  /** Where it was pulled from; nothing of what was built here or is not there. */
  readonly pulledFrom?: string;
}

/** Every entry of a catalogue, in its order. */
export async function takeInventory(
  store: AssetStore,
  recipes: ReadonlyMap<string, Recipe>,
): Promise<InventoryEntry[]> {
  const keys = await keysOf([...recipes.keys()], recipes);
  return Promise.all(
    [...recipes.values()].map(async (recipe) => {
      const { id, title, usually } = recipe;
      const key = keys.get(id) ?? "";
      const record = await findAsset(store, recipe, key);
      const from = record?.pulled?.from;
      const pulled = from === undefined ? {} : { pulledFrom: from };
      return { id, title, key, present: record !== undefined, usually, ...pulled };
    }),
  );
}

/** Removes what was built: all of it, or only what no recipe asks for any more. */
export async function pruneAssets(
  store: AssetStore,
  recipes: ReadonlyMap<string, Recipe>,
  what: "everything" | "outdated",
): Promise<{ readonly id: string; readonly key: string }[]> {
  const keys = await keysOf([...recipes.keys()], recipes);
  const built = await store.all();
  const doomed = what === "everything" ? built : built.filter(({ id, key }) => keys.get(id) !== key);
  for (const { id, key } of doomed) {
    const record = await store.read(id, key);
    if (record?.image !== undefined) await removeImages([record.image.ref]);
    await store.remove(id, key);
  }
  return doomed;
}
