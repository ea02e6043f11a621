import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { removeImages } from "../../tools/docker/images.ts";
import { Assets } from "../assets.ts";
import { imageRef } from "../build/image-name.ts";
import type { AssetId } from "../catalogue.ts";
import { keysOf } from "../key.ts";
import type { GoRecipe, ImageRecipe, Recipe } from "../recipe.ts";
import { type Source, type SourceName, sourceNamed } from "../source.ts";
import { sha256OfFile } from "../sources.ts";
import { parsePlace } from "./place.ts";
import type { PullFrom } from "./puller.ts";
import { type RegistryUnderTest, startRegistry } from "./registry-under-test.ts";

/** What a workshop is told of: it builds unless told to pull. */
interface WorkshopInput {
  readonly source?: SourceName;
  readonly from?: Partial<PullFrom>;
  readonly signal?: AbortSignal;
  /** A folder of another workshop; a new one unless told. */
  readonly cache?: string;
}

/** A cache of its own, and all that was said. */
export interface Workshop extends AsyncDisposable {
  readonly assets: Assets;
  readonly cache: string;
  readonly said: readonly string[];
}

/**
 * Names that no catalogue has, and no other process of these tests; contents too: removing an image takes what Docker
 * builds another one of from under its feet.
 */
const unique = `pull-test-${process.pid}-`;

/** For contract tests: a program, two images, one of them made of the program, and a registry to publish them to. */
export class PublishingUnderTest implements AsyncDisposable {
  readonly registry: RegistryUnderTest;
  readonly tool: GoRecipe;
  readonly base: ImageRecipe;
  readonly top: ImageRecipe;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly #recipes: ReadonlyMap<string, Recipe>;
  readonly #keys: ReadonlyMap<string, string>;
  #places = 0;

  private constructor(
    folder: Awaited<ReturnType<typeof temporaryFolder>>,
    registry: RegistryUnderTest,
    recipes: readonly [GoRecipe, ImageRecipe, ImageRecipe],
    keys: ReadonlyMap<string, string>,
  ) {
    [this.tool, this.base, this.top] = recipes;
    this.#folder = folder;
    this.registry = registry;
    this.#recipes = byId(recipes);
    this.#keys = keys;
  }

  static async start(): Promise<PublishingUnderTest> {
    const folder = await temporaryFolder();
    const registry = await startRegistry(folder.path);
    const tool: GoRecipe = {
      ...{ type: "go", id: `${unique}tool`, title: "a tool", module: "pause", usually: 1 },
      programs: { tool: "." },
    };
    const image = (what: string, context: ImageRecipe["context"]): ImageRecipe => ({
      ...{ type: "image", id: `${unique}${what}`, title: `the ${what}`, dockerfile: "static-binary" },
      ...{ context, installs: false, usually: 1, upstream: `${registry.address}/upstream/${what}:v1` },
    });
    const recipes = [
      tool,
      image("base", [{ from: "text", text: unique, to: "binary" }]),
      image("top", [{ from: "asset", asset: tool.id, path: "tool", to: "binary" }]),
    ] as const;
    const keys = await keysOf([...byId(recipes).keys()], byId(recipes));
    return new PublishingUnderTest(folder, registry, [...recipes], keys);
  }

  /** A folder that goes with all this. */
  get folder(): string {
    return this.#folder.path;
  }

  /** The current place in the registry: nothing is in a new one. */
  get place(): string {
    return `${this.registry.address}/place-${this.#places}`;
  }

  newPlace(): void {
    this.#places += 1;
  }

  /** What a recipe is called in a lock. */
  lineOf({ id }: Recipe): string {
    return `${id}:${this.#keys.get(id) ?? ""}`;
  }

  /** What it is called in the registry. */
  publishedOf(recipe: Recipe): string {
    return `${this.place}/${this.lineOf(recipe)}`;
  }

  /** What it is called in Docker. */
  imageOf({ id }: Recipe): string {
    return imageRef(id, this.#keys.get(id) ?? "");
  }

  async workshop({ source = "build", from, signal, cache }: WorkshopInput = {}): Promise<Workshop> {
    const own = await temporaryFolder();
    const cacheDir = cache ?? own.path;
    const said: string[] = [];
    const { fetch } = sourceNamed(source, { place: parsePlace(this.place), ...from });
    const assets = new Assets({
      ...{ cacheDir, labels: [`tkglab.test=${unique}`], recipes: this.#recipes, signal },
      source: { make: buildWithoutGo, ...(fetch === undefined ? {} : { fetch }) },
      progress: { ...silent, say: (line) => void said.push(line) },
    });
    return { assets, cache: cacheDir, said, [Symbol.asyncDispose]: () => own[Symbol.asyncDispose]() };
  }

  /** Builds and publishes in a cache of its own, has Docker forget it, and gives the digests. */
  async publish(...wanted: readonly Recipe[]): Promise<Readonly<Record<string, string>>> {
    await using shop = await this.workshop();
    await shop.assets.ensure(ids(...wanted));
    const digests = await shop.assets.publish(parsePlace(this.place), ids(...wanted));
    await this.forget();
    return digests;
  }

  /** Removes from Docker what these tests have built or pulled. */
  async forget(): Promise<void> {
    await removeImages((await this.images()).filter((image) => image.startsWith("tkglab.test/")));
  }

  /** Every name of these tests that Docker has, whichever registry it is of. */
  async images(): Promise<string[]> {
    const all = await dockerOk("Listing images", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"]);
    return all.split("\n").filter((line) => line.includes(unique) || line.includes(this.registry.address));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeImages(await this.images());
    await this.registry[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** As names of the catalogue. */
export function ids(...recipes: readonly Recipe[]): AssetId[] {
  return recipes.map(({ id }) => id) as AssetId[]; // as: these are in no catalogue
}

/** Builds as ever, but a program that says hello in place of one of Go. */
async function buildWithoutGo(...[recipe, request]: Parameters<Source["make"]>) {
  if (recipe.type !== "go") return sourceNamed("build").make(recipe, request);
  const path = join(request.work, "tool");
  await writeFile(path, `#!/bin/sh\necho hello # of ${unique}\n`);
  await chmod(path, 0o755);
  return { programs: { tool: await sha256OfFile(path) } };
}

function byId(recipes: readonly Recipe[]): ReadonlyMap<string, Recipe> {
  return new Map(recipes.map((recipe) => [recipe.id, recipe]));
}
