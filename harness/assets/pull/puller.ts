import { HarnessError } from "../../core/errors.ts";
import { labels } from "../../core/labels.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { imageId, imageLabels, labelImage, removeImages } from "../../tools/docker/images.ts";
import { type PullOutcome, tryPull } from "../../tools/docker/pull-image.ts";
import { builtId } from "../build/image.ts";
import { assetLabel, assetOf, imageRef } from "../build/image-name.ts";
import type { BuildProduct, BuildRequest } from "../build/builder.ts";
import { isImage, type Recipe } from "../recipe.ts";
import type { ImageLock } from "./image-lock.ts";
import type { AssetReference, Place } from "./place.ts";
import { checkSeen } from "./seen-digests.ts";
import { unpackFiles } from "./unpack-files.ts";

/** Where ready-made assets come from, and what is known of them. */
export interface PullFrom {
  readonly place: Place;
  /** What somebody stands for. What it does not name is not taken; without it, what was seen first counts. */
  readonly lock?: ImageLock | undefined;
}

/** What pulling needs to be told. */
export type PullRequest = Omit<BuildRequest, "inputFolder" | "inputImage">;

/** Why something is not there to be pulled. */
export interface NotThere {
  readonly why: string;
  readonly hint: string;
}

/** Pulls assets from a place, each once. */
export class Puller {
  readonly #from: PullFrom;
  /** Registries of which a pull has found that nobody answers: none is asked twice. */
  readonly #silent = new Map<string, NotThere>();

  constructor(from: PullFrom) {
    this.#from = from;
  }

  /**
   * Gets an asset, or says why it is not there; undefined where it cannot be: nobody publishes it.
   * @throws HarnessError `unverified` for what is there and is not what it should be
   */
  async pull(recipe: Recipe, request: PullRequest): Promise<BuildProduct | NotThere | undefined> {
    const { place, lock } = this.#from;
    const { progress, signal } = request;
    const reference = place.reference(recipe, request.key);
    if (reference === undefined) return undefined;
    const { image, line, host, ours } = reference;
    if (lock !== undefined && lock.digests[line] === undefined) return notListed(lock, line);
    const silent = this.#silent.get(host);
    if (silent !== undefined) return silent;
    // A name of somebody else's may be in use here.
    const isTheirs = !ours && (await imageId(image, { signal })) !== undefined;
    progress.say(`pulling ${recipe.title} from ${ours ? place.name : image}`);
    try {
      const outcome = await tryPull(image, { signal });
      if (outcome.kind !== "pulled") return this.#notThere(reference, outcome);
      await checkDigest(reference, outcome.digest, { lock, cacheDir: request.cacheDir });
      // By its digest: the tag may mean something else by now.
      const verified = `${image.slice(0, image.lastIndexOf(":"))}@${outcome.digest}`;
      const product = await take(recipe, { image: verified, ours }, request);
      return { ...product, pulled: { from: image, digest: outcome.digest } };
    } finally {
      if (!isTheirs) await removeImages([image]);
    }
  }

  #notThere(
    { image, host, line, ours }: AssetReference,
    { kind, said }: Exclude<PullOutcome, { kind: "pulled" }>,
  ): NotThere {
    const { name } = this.#from.place;
    switch (kind) {
      case "missing":
        return ours
          ? {
              why: `${name} has no ${line}`,
              hint: `tkglab images push --to ${name}, where it was built; or --source auto`,
            }
          : { why: `${host} has no ${image}`, hint: "--source auto" };
      case "refused":
        return {
          why: `${host} does not hand out ${line}: ${said}`,
          hint: `docker login ${host}; docker pull ${image}`,
        };
      case "unanswered": {
        const silent = { why: `${host} does not answer: ${said}`, hint: `docker pull ${image}` };
        this.#silent.set(host, silent);
        return silent;
      }
    }
  }
}

function notListed({ file }: ImageLock, line: string): NotThere {
  return {
    why: `${file} has no digest of ${line}`,
    hint: "the lock that the last tkglab images push wrote; or --source auto",
  };
}

async function checkDigest(
  { image, line }: AssetReference,
  digest: string,
  { lock, cacheDir }: { readonly lock: ImageLock | undefined; readonly cacheDir: string },
): Promise<void> {
  if (lock === undefined) return checkSeen(cacheDir, image, digest);
  const listed = lock.digests[line];
  if (listed === digest) return;
  throw new HarnessError({
    code: "unverified",
    message: `Checking ${image}: its digest is ${digest}, ${lock.file} says ${listed ?? "nothing"}`,
    hint: "ask who publishes it",
  });
}

/** Makes an asset of what was pulled and checked. */
async function take(
  recipe: Recipe,
  { image, ours }: Pick<AssetReference, "image" | "ours">,
  request: PullRequest,
): Promise<BuildProduct> {
  const { key, signal } = request;
  if (ours) await checkLabel(image, assetOf(recipe.id, key), request);
  if (!isImage(recipe)) return unpackFiles(image, request);
  const ref = imageRef(recipe.id, key);
  if (ours) await dockerOk(`Naming ${image}`, ["tag", image, ref], { signal });
  else await labelImage({ image, tag: ref, labels: [assetLabel(recipe.id, key)] }, { signal });
  return { image: { ref, id: await builtId(ref) } };
}

/** An image says of itself what it is: one that was pushed under another's name does not pass for it. */
async function checkLabel(image: string, asset: string, { signal }: PullRequest): Promise<void> {
  const said = (await imageLabels(image, { signal }))[labels.asset] ?? "nothing of tkglab";
  if (said === asset) return;
  throw new HarnessError({
    code: "unverified",
    message: `Checking ${image}: it calls itself ${said}, not ${asset}`,
    hint: `have ${image} removed from its registry, then published anew`,
  });
}
