import { HarnessError } from "../core/errors.ts";
import { buildpacks } from "./catalogue/buildpacks.ts";
import { carvel } from "./catalogue/carvel.ts";
import { certManager } from "./catalogue/cert-manager.ts";
import { clusterApi } from "./catalogue/cluster-api.ts";
import { kubernetesImages } from "./catalogue/kubernetes-images.ts";
import { labImages } from "./catalogue/lab-images.ts";
import { newerContainerdNodes } from "./catalogue/newer-containerd-nodes.ts";
import { nodeImages } from "./catalogue/node-images.ts";
import { packages } from "./catalogue/packages.ts";
import { programs } from "./catalogue/programs.ts";
import { sourceToUrl } from "./catalogue/source-to-url.ts";
import type { Recipe } from "./recipe.ts";

/** Everything that the lab runs, each pinned once. Times are cold builds on two cores. */
const recipes = [
  ...programs,
  ...kubernetesImages,
  ...carvel,
  ...certManager,
  ...clusterApi,
  ...nodeImages,
  ...newerContainerdNodes,
  ...labImages,
  ...packages,
  ...buildpacks,
  ...sourceToUrl,
] as const;

/** The name of something in the catalogue. */
export type AssetId = (typeof recipes)[number]["id"];

/** Recipes by name; whoever asks for a name has an AssetId then. */
export interface Catalogue extends ReadonlyMap<string, Recipe> {
  has(name: string): name is AssetId;
}

/** The recipe behind a name. */
export const catalogue = catalogueOf(recipes) as Catalogue; // its names are the ids of `recipes`

/**
 * Recipes by their names.
 * @throws HarnessError `internal` when two have the same.
 */
export function catalogueOf(all: readonly Recipe[]): ReadonlyMap<string, Recipe> {
  const byId = new Map<string, Recipe>();
  for (const recipe of all) {
    const other = byId.get(recipe.id);
    if (other !== undefined) {
      throw new HarnessError({
        code: "internal",
        message: `Reading the catalogue: "${other.title}" and "${recipe.title}" are both called ${recipe.id}`,
        hint: "harness/assets/catalogue.ts",
      });
    }
    byId.set(recipe.id, recipe);
  }
  return byId;
}
