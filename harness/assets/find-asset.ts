import { HarnessError } from "../core/errors.ts";
import { imageId } from "../tools/docker/images.ts";
import { isImage, type Recipe } from "./recipe.ts";
import type { AssetRecord, AssetStore } from "./store.ts";

/**
 * The finished asset; undefined when it has to be made.
 * @throws HarnessError `unverified` when an image has another digest than it had when it was made.
 */
export async function findAsset(
  store: AssetStore,
  recipe: Recipe,
  key: string,
): Promise<AssetRecord | undefined> {
  const record = await store.read(recipe.id, key);
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

/** The image that an asset is. */
export function imageOf(record: AssetRecord): { readonly ref: string; readonly id: string } {
  if (record.image !== undefined) return record.image;
  throw new HarnessError({ code: "internal", message: `Using the asset ${record.id}: it is no image` });
}
