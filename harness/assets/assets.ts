import { existsSync } from "node:fs";
import { rename, statfs } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, systemClock, timed } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import type { Progress } from "../core/progress.ts";
import { Semaphore } from "../core/semaphore.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import { imageId, removeImages } from "../tools/docker/images.ts";
import { type AssetId, catalogue } from "./catalogue.ts";
import { keysOf, recipeOf } from "./key.ts";
import { holdLock } from "./lock.ts";
import { inputsOf, isImage, type Recipe } from "./recipe.ts";
import type { Source } from "./source.ts";
import { type AssetRecord, AssetStore } from "./store.ts";

/** Two cores: a link step leaves one idle, so two builds at once, never more. */
const buildsAtOnce = 2;

/** Bytes below which no build is begun. */
const leastFreeSpace = 3 * 1024 ** 3;

export interface AssetsInput {
  readonly cacheDir: string;
  readonly source: Source;
  /** Labels for containers that exist only while building. */
  readonly labels: readonly string[];
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  readonly recipes?: ReadonlyMap<string, Recipe>;
  readonly clock?: Clock;
}

/** What the lab is made of: built where it is missing, found where it is not. */
export class Assets {
  readonly store: AssetStore;
  readonly #input: AssetsInput;
  readonly #recipes: ReadonlyMap<string, Recipe>;
  readonly #places = new Semaphore(buildsAtOnce);
  readonly #made = new Map<string, Promise<AssetRecord>>();
  #keys: ReadonlyMap<string, string> = new Map();

  constructor(input: AssetsInput) {
    this.#input = input;
    this.#recipes = input.recipes ?? catalogue;
    this.store = new AssetStore(input.cacheDir);
  }

  /** Makes sure that all of these are there, with everything they are made of. */
  async ensure(ids: readonly AssetId[]): Promise<void> {
    this.#keys = await keysOf(ids, this.#recipes);
    const results = await Promise.allSettled(ids.map((id) => this.#ensure(id)));
    const failures = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    if (failures.length > 0) throw failures[0];
  }

  /** The image of an asset that ensure() has seen to. */
  image(id: AssetId): Promise<string> {
    return this.#record(id).then((record) => imageOf(record).ref);
  }

  /** Whether an asset is an image, as opposed to files. */
  isImage(id: AssetId): boolean {
    return isImage(recipeOf(id, this.#recipes));
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
        const record = await this.#record(id);
        const digest = record.image?.id;
        return {
          name: id,
          version: recipeOf(id, this.#recipes).title,
          ...(digest === undefined ? {} : { digest }),
        };
      }),
    );
  }

  /** What `tkglab images list` shows: every entry of the catalogue and whether it is there. */
  async list(): Promise<
    {
      readonly id: string;
      readonly title: string;
      readonly key: string;
      readonly present: boolean;
      readonly usually: number;
    }[]
  > {
    const keys = await keysOf([...this.#recipes.keys()], this.#recipes);
    return Promise.all(
      [...this.#recipes.values()].map(async ({ id, title, usually, ...rest }) => {
        const key = keys.get(id) ?? "";
        const record = await this.#find({ id, title, usually, ...rest }, key); // the same recipe put together again
        return { id, title, key, present: record !== undefined, usually };
      }),
    );
  }

  /** Removes what was built: all of it, or only what no recipe asks for any more. */
  async prune(what: "everything" | "outdated"): Promise<{ readonly id: string; readonly key: string }[]> {
    const keys = await keysOf([...this.#recipes.keys()], this.#recipes);
    const built = await this.store.all();
    const doomed = what === "everything" ? built : built.filter(({ id, key }) => keys.get(id) !== key);
    for (const { id, key } of doomed) {
      const record = await this.store.read(id, key);
      if (record?.image !== undefined) await removeImages([record.image.ref]);
      await this.store.remove(id, key);
    }
    return doomed;
  }

  async #record(id: string): Promise<AssetRecord> {
    const made = this.#made.get(id);
    if (made !== undefined) return made;
    throw new HarnessError({
      code: "internal",
      message: `Using the asset ${id}: nobody has asked for it before`,
    });
  }

  #ensure(id: string): Promise<AssetRecord> {
    const known = this.#made.get(id);
    if (known !== undefined) return known;
    const made = this.#findOrMake(recipeOf(id, this.#recipes));
    this.#made.set(id, made);
    return made;
  }

  async #findOrMake(recipe: Recipe): Promise<AssetRecord> {
    const key = this.#keys.get(recipe.id) ?? "";
    const found = await this.#find(recipe, key);
    if (found !== undefined) return found;
    const inputs = await Promise.all(inputsOf(recipe).map((id) => this.#ensure(id)));
    return this.#places.run(async () => {
      await using _lock = await holdLock(join(this.store.dir, `${recipe.id}.lock`), this.#input.signal);
      // Another process may have made it while this one waited.
      return (await this.#find(recipe, key)) ?? (await this.#make(recipe, key, inputs));
    });
  }

  /** The finished asset; undefined when it has to be made. */
  async #find(recipe: Recipe, key: string): Promise<AssetRecord | undefined> {
    const record = await this.store.read(recipe.id, key);
    if (record === undefined || !isImage(recipe)) return record;
    const { ref, id } = imageOf(record);
    const there = await imageId(ref);
    if (there === undefined || there === id) return there === undefined ? undefined : record;
    throw new HarnessError({
      code: "unverified",
      message: `Checking the image ${ref}: its digest is ${there}, first seen was ${id}`,
      hint: `docker image rm ${ref}, then run again: it is built anew`,
    });
  }

  async #make(recipe: Recipe, key: string, inputs: readonly AssetRecord[]): Promise<AssetRecord> {
    const { source, labels, cacheDir, progress, signal, clock = systemClock } = this.#input;
    await this.#checkSpace(recipe);
    const byId = new Map(inputs.map((record) => [record.id, record]));
    const input = (id: string) => byId.get(id) ?? missingInput(recipe, id);
    const work = await this.store.workFolder(recipe.id);
    progress.say(`building ${recipe.title} (usually ${duration(recipe.usually)})`);
    const { value: product, ms } = await timed(
      () =>
        source.make(recipe, {
          key,
          work,
          cacheDir,
          labels,
          inputFolder: (id) => this.store.folder(id, input(id).key),
          inputImage: (id) => imageOf(input(id)).ref,
          progress,
          signal,
        }),
      clock,
    );
    const record = { id: recipe.id, key, seconds: Math.round(ms / 1000), ...product };
    await this.store.finish(work, record);
    progress.say(`built ${recipe.title} in ${duration(record.seconds)}`);
    return record;
  }

  async #checkSpace(recipe: Recipe): Promise<void> {
    const { bavail, bsize } = await statfs(this.#input.cacheDir);
    const free = bavail * bsize;
    if (free >= leastFreeSpace) return;
    throw new HarnessError({
      code: "no-space",
      message: `Building ${recipe.title}: only ${(free / 1024 ** 3).toFixed(1)} GiB are free in ${this.#input.cacheDir}, ${leastFreeSpace / 1024 ** 3} GiB are needed`,
      hint: "tkglab images prune; df -h",
    });
  }
}

function imageOf(record: AssetRecord): { readonly ref: string; readonly id: string } {
  if (record.image !== undefined) return record.image;
  throw new HarnessError({ code: "internal", message: `Using the asset ${record.id}: it is no image` });
}

function missingInput(recipe: Recipe, id: string): never {
  throw new HarnessError({
    code: "internal",
    message: `Building ${recipe.title}: ${id} is none of its inputs`,
  });
}

/** Seconds as people say them. */
export function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
