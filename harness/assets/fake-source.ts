import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { silent } from "../core/progress.ts";
import type { BuildProduct, BuildRequest } from "./build/builder.ts";
import { imageRef } from "./build/image-name.ts";
import { Assets } from "./assets.ts";
import type { AssetsInput } from "./assets-input.ts";
import type { Recipe } from "./recipe.ts";

/** For tests: a source that can be watched and hindered; what it makes are records of images without the images. */
export class FakeSource {
  /** What has been begun and ended so far, in order: `+id`, `-id`. */
  readonly events: string[] = [];
  readonly #hindrances = new Map<string, (request: BuildRequest) => Promise<unknown>>();

  /** What is done before the thing is made; throwing makes it fail. */
  before(id: string, hindrance: (request: BuildRequest) => Promise<unknown>): void {
    this.#hindrances.set(id, hindrance);
  }

  async make(recipe: Recipe, request: BuildRequest): Promise<BuildProduct> {
    this.events.push(`+${recipe.id}`);
    try {
      await this.#hindrances.get(recipe.id)?.(request);
      await writeFile(join(request.work, "product"), recipe.id);
      return { image: { ref: imageRef(recipe.id, request.key), id: "sha256:fake" } };
    } finally {
      this.events.push(`-${recipe.id}`);
    }
  }

  /** How many builds were under way at once, at most. */
  get atOnce(): number {
    let now = 0;
    return Math.max(...this.events.map((event) => (now += event.startsWith("+") ? 1 : -1)));
  }
}

/** For tests: an image that is made of others. */
export function fakeRecipe(id: string, ...inputs: readonly string[]): Recipe {
  const context = inputs.map((asset) => ({ from: "asset", asset, path: ".", to: asset }) as const);
  return {
    type: "image",
    id,
    title: `the ${id}`,
    dockerfile: "static-binary",
    context,
    installs: false,
    usually: 60,
  };
}

/** For tests: Docker's answer to whether an image of a FakeSource is there. */
export const fakeImageIsThere = { when: "image inspect *", stdout: "sha256:fake" };

/** For tests: assets over a fake source, with all the room in the world. */
export function fakeAssets(
  cacheDir: string,
  recipes: readonly Recipe[],
  more: Partial<AssetsInput> = {},
): { readonly assets: Assets; readonly source: FakeSource } {
  const source = new FakeSource();
  const assets = new Assets({
    cacheDir,
    source,
    labels: [],
    progress: silent,
    recipes: new Map(recipes.map((recipe) => [recipe.id, recipe])),
    freeSpace: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
    ...more,
  });
  return { assets, source };
}
