import { systemClock, timed } from "../core/clock.ts";
import { duration } from "../core/duration.ts";
import { HarnessError } from "../core/errors.ts";
import type { AssetsInput } from "./assets-input.ts";
import { imageOf } from "./find-asset.ts";
import { checkSpace } from "./free-space.ts";
import type { Recipe } from "./recipe.ts";
import type { AssetRecord, AssetStore } from "./store.ts";

/** Makes an asset of its finished inputs, and says how long it took. */
export async function makeAsset(
  recipe: Recipe,
  { key, inputs }: { readonly key: string; readonly inputs: readonly AssetRecord[] },
  store: AssetStore,
  options: AssetsInput,
): Promise<AssetRecord> {
  const { source, labels, cacheDir, progress, signal, clock = systemClock } = options;
  await checkSpace(`Building ${recipe.title}`, options);
  const byId = new Map(inputs.map((record) => [record.id, record]));
  const input = (id: string) => byId.get(id) ?? missingInput(recipe, id);
  const work = await store.workFolder(recipe.id);
  // Two are made at once: the one may have been waiting for its folder when the other was stopped.
  signal?.throwIfAborted();
  progress.say(`building ${recipe.title} (usually ${duration(recipe.usually)})`);
  const { value: product, ms } = await timed(
    () =>
      source.make(recipe, {
        key,
        work,
        cacheDir,
        labels,
        inputFolder: (id) => store.folder(id, input(id).key),
        inputImage: (id) => imageOf(input(id)).ref,
        progress,
        signal,
      }),
    clock,
  );
  const record = { id: recipe.id, key, seconds: Math.round(ms / 1000), ...product };
  await store.finish(work, record);
  progress.say(`built ${recipe.title} in ${duration(record.seconds)}`);
  return record;
}

function missingInput(recipe: Recipe, id: string): never {
  throw new HarnessError({
    code: "internal",
    message: `Building ${recipe.title}: ${id} is none of its inputs`,
  });
}
