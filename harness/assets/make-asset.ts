import { rm } from "node:fs/promises";
import { systemClock, timed } from "../core/clock.ts";
import { duration } from "../core/duration.ts";
import { HarnessError } from "../core/errors.ts";
import type { AssetsInput } from "./assets-input.ts";
import type { BuildProduct } from "./build/builder.ts";
import { imageOf } from "./find-asset.ts";
import { checkSpace } from "./free-space.ts";
import type { PullRequest } from "./pull/puller.ts";
import type { Recipe } from "./recipe.ts";
import type { AssetRecord, AssetStore } from "./store.ts";

/** Makes an asset of its finished inputs, and says how long it took. */
export async function makeAsset(
  recipe: Recipe,
  { key, inputs }: { readonly key: string; readonly inputs: readonly AssetRecord[] },
  store: AssetStore,
  options: AssetsInput,
): Promise<AssetRecord> {
  const { source, progress, clock = systemClock } = options;
  const byId = new Map(inputs.map((record) => [record.id, record]));
  const input = (id: string) => byId.get(id) ?? missingInput(recipe, id);
  const request = await begin(`Building ${recipe.title}`, { recipe, key }, store, options);
  progress.say(`building ${recipe.title} (usually ${duration(recipe.usually)})`);
  const made = await timed(
    () =>
      source.make(recipe, {
        ...request,
        inputFolder: (id) => store.folder(id, input(id).key),
        inputImage: (id) => imageOf(input(id)).ref,
      }),
    clock,
  );
  const record = await finish(recipe.id, request, made, store);
  progress.say(`built ${recipe.title} in ${duration(record.seconds)}`);
  return record;
}

/** Gets an asset ready made, without what it is made of; undefined where it has to be built. */
export async function fetchAsset(
  recipe: Recipe,
  key: string,
  store: AssetStore,
  options: AssetsInput,
): Promise<AssetRecord | undefined> {
  const { source, progress, clock = systemClock } = options;
  if (source.fetch === undefined) return undefined;
  const request = await begin(`Pulling ${recipe.title}`, { recipe, key }, store, options);
  const { value, ms } = await timed(async () => source.fetch?.(recipe, request), clock);
  if (value === undefined) {
    await rm(request.work, { recursive: true });
    return undefined;
  }
  const record = await finish(recipe.id, request, { value, ms }, store);
  progress.say(`pulled ${recipe.title} in ${duration(record.seconds)}`);
  return record;
}

async function begin(
  doing: string,
  { recipe, key }: { readonly recipe: Recipe; readonly key: string },
  store: AssetStore,
  options: AssetsInput,
): Promise<PullRequest> {
  const { cacheDir, labels, progress, signal } = options;
  await checkSpace(doing, options);
  const work = await store.workFolder(recipe.id);
  // Two are made at once: the one may have been waiting for its folder when the other was stopped.
  signal?.throwIfAborted();
  return { key, work, cacheDir, labels, progress, signal };
}

async function finish(
  id: string,
  { key, work }: PullRequest,
  { value, ms }: { readonly value: BuildProduct; readonly ms: number },
  store: AssetStore,
): Promise<AssetRecord> {
  const record = { id, key, seconds: Math.round(ms / 1000), ...value };
  await store.finish(work, record);
  return record;
}

function missingInput(recipe: Recipe, id: string): never {
  throw new HarnessError({
    code: "internal",
    message: `Building ${recipe.title}: ${id} is none of its inputs`,
  });
}
