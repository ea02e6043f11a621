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
import { parsePlace, upstream } from "./pull/place.ts";
import { type NotThere, Puller, type PullFrom, type PullRequest } from "./pull/puller.ts";
import type { Recipe } from "./recipe.ts";

/** Where what is not in the cache comes from. `auto` is `pull` where a registry was named and answers, else `build`. */
export const sourceNames = ["auto", "build", "pull"] as const;
export type SourceName = (typeof sourceNames)[number];

/** A way to get what a recipe describes. */
export interface Source {
  /** Gets it without what it is made of; undefined where it has to be made. */
  readonly fetch?: (recipe: Recipe, request: PullRequest) => Promise<BuildProduct | undefined>;
  make(recipe: Recipe, request: BuildRequest): Promise<BuildProduct>;
}

/**
 * The source of that name, and the place that it pulls from. Without one `auto` asks nobody, and `pull` the projects
 * themselves.
 */
export function sourceNamed(name: SourceName, from?: PullFrom): Source {
  switch (name) {
    case "build":
      return { make: build };
    case "auto":
      return from === undefined ? { make: build } : { fetch: fetchIfThere(new Puller(from)), make: build };
    case "pull":
      return pullOnly(new Puller(from ?? { place: parsePlace(upstream) }));
  }
}

/** Pulls what is there, and says once why something is not. */
function fetchIfThere(puller: Puller): NonNullable<Source["fetch"]> {
  const said = new Set<string>();
  return async (recipe, request) => {
    const pulled = await puller.pull(recipe, request);
    if (pulled === undefined || !isNotThere(pulled)) return pulled;
    if (!said.has(pulled.why)) request.progress.say(`not pulled: ${pulled.why}`);
    said.add(pulled.why);
    return undefined;
  };
}

function pullOnly(puller: Puller): Source {
  return {
    async fetch(recipe, request) {
      const pulled = await puller.pull(recipe, request);
      if (pulled === undefined) throw cannotPull(recipe, nobodyPublishes);
      if (isNotThere(pulled)) throw cannotPull(recipe, pulled);
      return pulled;
    },
    make: (recipe) => Promise.reject(cannotPull(recipe, nobodyPublishes)),
  };
}

const nobodyPublishes: NotThere = {
  why: "no project publishes it as it is; somebody has to build it",
  hint: "--pull-from with a registry that tkglab images push has filled; or --source auto",
};

function isNotThere(pulled: BuildProduct | NotThere): pulled is NotThere {
  return "why" in pulled;
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

function cannotPull({ title }: Recipe, { why, hint }: NotThere): HarnessError {
  return new HarnessError({ code: "unreachable", message: `Pulling ${title}: ${why}`, hint });
}
