import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../core/errors.ts";
import { Semaphore } from "../core/semaphore.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import type { AssetsInput } from "./assets-input.ts";
import { type AssetId, catalogue } from "./catalogue.ts";
import { costliestFirst } from "./costliest-first.ts";
import { findAsset, imageOf } from "./find-asset.ts";
import { type InventoryEntry, pruneAssets, takeInventory } from "./inventory.ts";
import { keysOf, recipeOf } from "./key.ts";
import { holdLock } from "./lock.ts";
import { fetchAsset, makeAsset } from "./make-asset.ts";
import type { Place } from "./pull/place.ts";
import { publishAssets } from "./pull/publish-assets.ts";
import { inputsOf, isImage, type Recipe } from "./recipe.ts";
import { type AssetRecord, AssetStore } from "./store.ts";

/** Two cores: a link step leaves one idle, so two builds at once, never more. */
const buildsAtOnce = 2;

/** Docker fetches three layers at once; what is small slips in between what is large. */
const pullsAtOnce = 6;

/** What the lab is made of: built where it is missing, found where it is not. */
export class Assets {
  readonly store: AssetStore;
  readonly #input: AssetsInput;
  readonly #recipes: ReadonlyMap<string, Recipe>;
  readonly #builds = new Semaphore(buildsAtOnce);
  readonly #pulls = new Semaphore(pullsAtOnce);
  readonly #made = new Map<string, Promise<AssetRecord>>();

  constructor(input: AssetsInput) {
    this.#input = input;
    this.#recipes = input.recipes ?? catalogue;
    this.store = new AssetStore(input.cacheDir);
  }

  /**
   * Makes sure that all of these are there, with everything they are made of. Nothing is under way any more when it
   * ends, and what failed is tried again next time.
   */
  async ensure(ids: readonly AssetId[]): Promise<void> {
    const keys = await keysOf(ids, this.#recipes);
    await allOrFirstFailure(costliestFirst(ids, this.#recipes).map((id) => this.#ensure(id, keys)));
  }

  /** The image of an asset that ensure() has seen to. */
  async image(id: AssetId): Promise<string> {
    return imageOf(await this.#record(id)).ref;
  }

  /** Whether an asset is an image, as opposed to files. */
  isImage(id: AssetId): boolean {
    return isImage(recipeOf(id, this.#recipes));
  }

  /** Whether an asset is a folder of files to read, as opposed to an image or programs. */
  isFolder(id: AssetId): boolean {
    const { type } = recipeOf(id, this.#recipes);
    return type === "manifests" || type === "module-files" || type === "carvel-bundle";
  }

  /** The folder of an asset that ensure() has seen to. */
  async folder(id: AssetId): Promise<string> {
    return this.store.folder(id, (await this.#record(id)).key);
  }

  /** An image as the file that `docker save` writes, made once. */
  async archive(id: AssetId): Promise<string> {
    const record = await this.#record(id);
    const path = join(this.store.folder(id, record.key), "image.tar");
    if (!existsSync(path)) {
      const part = `${path}.${process.pid}`;
      await dockerOk(`Saving the image ${id}`, ["save", "--output", part, imageOf(record).ref]);
      await rename(part, path);
    }
    return path;
  }

  /** The path of a program of an asset that ensure() has seen to; its digest is checked first. */
  async program(id: AssetId, name: string): Promise<string> {
    return this.store.program(await this.#record(id), name);
  }

  /** Names, versions and digests of what ensure() has seen to, for the report. */
  async versions(
    ids: readonly AssetId[],
  ): Promise<{ readonly name: string; readonly version: string; readonly digest?: string }[]> {
    return Promise.all(
      ids.map(async (id) => {
        const digest = (await this.#record(id)).image?.id;
        const version = recipeOf(id, this.#recipes).title;
        return { name: id, version, ...(digest === undefined ? {} : { digest }) };
      }),
    );
  }

  /** What `tkglab images list` shows: every entry of the catalogue and whether it is there. */
  list(): Promise<InventoryEntry[]> {
    return takeInventory(this.store, this.#recipes);
  }

  /** Removes what was built: all of it, or only what no recipe asks for any more. */
  prune(what: "everything" | "outdated"): Promise<{ readonly id: string; readonly key: string }[]> {
    return pruneAssets(this.store, this.#recipes, what);
  }

  /** Puts what is there into a registry, all of it or what is named, and gives the digests for a lock. */
  publish(place: Place, ids?: readonly AssetId[]): Promise<Readonly<Record<string, string>>> {
    return publishAssets({ ...this.#input, store: this.store, recipes: this.#recipes, place, ids });
  }

  async #record(id: string): Promise<AssetRecord> {
    const made = this.#made.get(id);
    if (made !== undefined) return made;
    throw new HarnessError({
      code: "internal",
      message: `Using the asset ${id}: nobody has asked for it before`,
    });
  }

  #ensure(id: string, keys: ReadonlyMap<string, string>): Promise<AssetRecord> {
    const known = this.#made.get(id);
    if (known !== undefined) return known;
    const made = this.#findOrMake(recipeOf(id, this.#recipes), keys).catch((error: unknown) => {
      this.#made.delete(id);
      throw error;
    });
    this.#made.set(id, made);
    return made;
  }

  async #findOrMake(recipe: Recipe, keys: ReadonlyMap<string, string>): Promise<AssetRecord> {
    const key = keys.get(recipe.id) ?? keyless(recipe);
    const found = await findAsset(this.store, recipe, key);
    if (found !== undefined) return found;
    if (this.#input.source.fetch !== undefined) {
      const fetched = await this.#pulls.run(() =>
        this.#locked(recipe, key, () => fetchAsset(recipe, key, this.store, this.#input)),
      );
      if (fetched !== undefined) return fetched;
    }
    const inputs = await allOrFirstFailure(inputsOf(recipe).map((id) => this.#ensure(id, keys)));
    return this.#builds.run(() =>
      this.#locked(recipe, key, () => makeAsset(recipe, { key, inputs }, this.store, this.#input)),
    );
  }

  /** What another process has made while this one waited for it, or what `make` gives. */
  async #locked<T>(recipe: Recipe, key: string, make: () => Promise<T>): Promise<T | AssetRecord> {
    const { signal, clock } = this.#input;
    await using _lock = await holdLock(join(this.store.dir, `${recipe.id}.lock`), { signal, clock });
    return (await findAsset(this.store, recipe, key)) ?? (await make());
  }
}

/** Waits for all, whatever becomes of any; then gives their values, or throws the first failure. */
async function allOrFirstFailure<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function keyless(recipe: Recipe): never {
  throw new HarnessError({ code: "internal", message: `Building ${recipe.title}: it has no key` });
}
