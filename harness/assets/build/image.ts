import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../core/errors.ts";
import { buildImage, imageId } from "../../tools/docker/images.ts";
import type { ImageRecipe } from "../recipe.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { assembleContext } from "./context.ts";
import { assetLabel, imageRef } from "./image-name.ts";

/** Builds an image from its Dockerfile and what its inputs give. */
export async function buildFromDockerfile(recipe: ImageRecipe, request: BuildRequest): Promise<BuildProduct> {
  const { key, work, signal } = request;
  const context = join(work, "context");
  await mkdir(context);
  await assembleContext(context, recipe.dockerfile, recipe.context, request.inputFolder);
  const ref = imageRef(recipe.id, key);
  await buildImage(
    {
      context,
      tag: ref,
      labels: [assetLabel(recipe.id, key)],
      ...(recipe.base === undefined ? {} : { buildArgs: { BASE: request.inputImage(recipe.base) } }),
      network: recipe.installs ? "host" : "none",
    },
    { signal },
  );
  await rm(context, { recursive: true });
  return { image: { ref, id: await builtId(ref) } };
}

/** The id of an image that has just been built. */
export async function builtId(ref: string): Promise<string> {
  const id = await imageId(ref);
  if (id !== undefined) return id;
  throw new HarnessError({
    code: "tool-failed",
    message: `Building the image ${ref}: Docker reported success, yet the image is not there`,
    hint: "docker image ls 'tkglab.test/*'",
  });
}
