import { join } from "node:path";
import { HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { imageId, removeImages } from "../../tools/docker/images.ts";
import { tryPull } from "../../tools/docker/pull-image.ts";
import { pushImage } from "../../tools/docker/push-image.ts";
import { imageRef } from "../build/image-name.ts";
import { holdLock } from "../lock.ts";
import type { Recipe } from "../recipe.ts";
import type { AssetRecord, AssetStore } from "../store.ts";
import { packFiles } from "./pack-files.ts";
import type { AssetReference } from "./place.ts";
import { checkSeen } from "./seen-digests.ts";

export interface PublishInput {
  readonly store: AssetStore;
  readonly cacheDir: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts a finished asset into a registry under its key, and gives the digest of its manifest. What is there already stays:
 * whoever has seen it finds it again.
 * @throws HarnessError `unverified` when another build of it is there, or a program here is not what was built
 */
export async function publishAsset(
  { title }: Recipe,
  { image, host }: AssetReference,
  record: AssetRecord,
  { store, cacheDir, progress, signal }: PublishInput,
): Promise<string> {
  await using _lock = await holdLock(join(store.dir, `${record.id}.lock`), { signal });
  for (const name of Object.keys(record.programs ?? {})) await store.program(record, name);
  const local = imageRef(record.id, record.key);
  try {
    if (record.image === undefined) await packFiles(record, { store, image: local, signal });
    const here = await imageId(local, { signal });
    const there = await tryPull(image, { signal });
    if (there.kind === "unanswered") {
      throw new HarnessError({
        code: "unreachable",
        message: `Publishing ${title}: ${host} does not answer: ${there.said}`,
        hint: `docker pull ${image}`,
      });
    }
    if (there.kind === "pulled") {
      const found = await imageId(image, { signal });
      if (found !== here) throw anotherBuild(title, image, { found, here });
      progress.say(`${title} is there already`);
      await checkSeen(cacheDir, image, there.digest);
      return there.digest;
    }
    // Missing, or refused: to some registries nobody may read what does not exist.
    progress.say(`publishing ${title} as ${image}`);
    await dockerOk(`Naming ${image}`, ["tag", local, image], { signal });
    const digest = await pushImage(image, { signal });
    await checkSeen(cacheDir, image, digest);
    return digest;
  } finally {
    await removeImages([image, ...(record.image === undefined ? [local] : [])]);
  }
}

function anotherBuild(
  title: string,
  image: string,
  {
    found = "nothing",
    here = "nothing",
  }: { readonly found: string | undefined; readonly here: string | undefined },
): HarnessError {
  return new HarnessError({
    code: "unverified",
    message: `Publishing ${title}: ${image} is another build of it: ${found}, here is ${here}`,
    hint: `pull before you build: --source auto --pull-from ${image.slice(0, image.lastIndexOf("/"))}`,
  });
}
