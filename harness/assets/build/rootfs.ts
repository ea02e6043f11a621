import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { debootstrap } from "../../tools/debootstrap/debootstrap.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { execOk } from "../../tools/exec.ts";
import type { RootfsRecipe } from "../recipe.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { assetLabel, imageRef } from "./image-name.ts";

/** Makes a Debian root file system and imports it as an image. */
export async function buildRootfs(recipe: RootfsRecipe, request: BuildRequest): Promise<BuildProduct> {
  const { work, signal } = request;
  const target = join(work, "rootfs");
  const archive = join(work, "rootfs.tar");
  await mkdir(target);
  await debootstrap(
    { suite: recipe.suite, include: recipe.include, target, mirror: process.env.TKGLAB_DEBIAN_MIRROR },
    { signal },
  );
  await execOk({
    doing: "Packing the root file system",
    file: "tar",
    args: ["-C", target, "--numeric-owner", "-cf", archive, "--exclude=./var/cache/apt/archives/*.deb", "."],
    signal,
  });
  const ref = imageRef(recipe.id, request.key);
  const id = await dockerOk(
    "Importing the root file system",
    ["import", "--change", `LABEL ${assetLabel(recipe.id, request.key)}`, archive, ref],
    { signal },
  );
  await rm(target, { recursive: true });
  await rm(archive);
  return { image: { ref, id } };
}
