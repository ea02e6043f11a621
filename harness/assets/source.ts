import { HarnessError } from "../core/errors.ts";
import { buildBuildpackImage } from "./build/buildpack-image.ts";
import { buildCarvelBundle } from "./build/carvel-bundle.ts";
import { buildGoPrograms, copyModuleFiles } from "./build/go-programs.ts";
import { buildFromDockerfile } from "./build/image.ts";
import { renderManifests } from "./build/manifests.ts";
import { fetchNodeRuntime } from "./build/node-runtime.ts";
import { preloadImages } from "./build/preloaded-image.ts";
import { buildRootfs } from "./build/rootfs.ts";
import type { BuildProduct, BuildRequest } from "./build/builder.ts";
import type { Recipe } from "./recipe.ts";

/** Where what is not in the cache comes from. `auto` is `pull` where a registry answers, else `build`. */
export const sourceNames = ["auto", "build", "pull"] as const;
export type SourceName = (typeof sourceNames)[number];

/** A way to get what a recipe describes. */
export interface Source {
  make(recipe: Recipe, request: BuildRequest): Promise<BuildProduct>;
}

/** The source of that name. `pull` has its place here and no images yet: it says so. */
export function sourceNamed(name: SourceName): Source {
  switch (name) {
    case "auto":
    case "build":
      return { make: build };
    case "pull":
      return { make: (recipe) => Promise.reject(cannotPull(recipe)) };
  }
}

function build(recipe: Recipe, request: BuildRequest): Promise<BuildProduct> {
  switch (recipe.type) {
    case "go":
      return buildGoPrograms(recipe, request);
    case "module-files":
      return copyModuleFiles(recipe, request);
    case "manifests":
      return renderManifests(recipe, request);
    case "node-runtime":
      return fetchNodeRuntime(request);
    case "rootfs":
      return buildRootfs(recipe, request);
    case "image":
      return buildFromDockerfile(recipe, request);
    case "buildpack-image":
      return buildBuildpackImage(recipe, request);
    case "preloaded-image":
      return preloadImages(recipe, request);
    case "carvel-bundle":
      return buildCarvelBundle(recipe, request);
  }
}

function cannotPull(recipe: Recipe): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Pulling ${recipe.title}: the catalogue names no upstream image for it`,
    hint: "--source build",
  });
}
