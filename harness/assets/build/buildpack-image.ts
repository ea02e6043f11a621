import { mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { dockerOk } from "../../tools/docker/docker.ts";
import { execOk } from "../../tools/exec.ts";
import { type BuildpackImageRecipe, layerDigest } from "../recipe.ts";
import { sha256OfFile } from "../sources.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { placeEntries } from "./context.ts";
import { assetLabel, imageRef } from "./image-name.ts";

/** As the buildpack specification wants its layers, so that the same content is the same layer. */
export const asIfPacked = [
  ...["--sort=name", "--mtime=1980-01-01 00:00:01Z"],
  ...["--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"],
];

/** Packs one layer and imports it as an image: the layer's digest is that of the archive, so labels can name it. */
export async function buildBuildpackImage(
  recipe: BuildpackImageRecipe,
  request: BuildRequest,
): Promise<BuildProduct> {
  const { key, work, inputFolder, signal } = request;
  const [layer, archive] = [join(work, "layer"), join(work, "layer.tar")];
  await mkdir(layer);
  await placeEntries(layer, recipe.content, inputFolder);
  for (const [place, to] of Object.entries(recipe.links)) await symlink(to, join(layer, place));
  await execOk({
    doing: `Packing ${recipe.title}`,
    file: "tar",
    // By name, so that the layer says nothing of the root folder itself.
    args: ["--create", "--file", archive, ...asIfPacked, "--directory", layer, ...(await readdir(layer))],
    signal,
  });
  const ref = imageRef(recipe.id, key);
  const id = await dockerOk(
    `Importing ${recipe.title}`,
    [
      "import",
      ...["--change", `LABEL ${assetLabel(recipe.id, key)}`],
      ...labelChanges(recipe.labels, `sha256:${await sha256OfFile(archive)}`),
      ...[archive, ref],
    ],
    { signal },
  );
  await Promise.all([rm(layer, { recursive: true }), rm(archive)]);
  return { image: { ref, id } };
}

/** The arguments of `docker import` that set labels; a Dockerfile quotes as JSON does. */
function labelChanges(labels: Readonly<Record<string, string>>, digest: string): string[] {
  return Object.entries(labels).flatMap(([name, value]) => [
    "--change",
    `LABEL ${JSON.stringify(name)}=${JSON.stringify(value.replaceAll(layerDigest, digest))}`,
  ]);
}
