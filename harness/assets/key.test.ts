import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { keysOf, recipeOf } from "./key.ts";
import type { ImageRecipe, Recipe, RootfsRecipe } from "./recipe.ts";

const base: RootfsRecipe = {
  type: "rootfs",
  id: "base",
  title: "base",
  suite: "bookworm",
  include: [],
  usually: 1,
};
const middle: ImageRecipe = {
  type: "image",
  id: "middle",
  title: "middle",
  dockerfile: "static-binary",
  base: "base",
  context: [],
  installs: false,
  usually: 1,
};
const top: ImageRecipe = {
  ...middle,
  id: "top",
  base: "middle",
  context: [{ from: "text", text: "some text", to: "file" }],
};

const catalogueOf = (...recipes: readonly Recipe[]) => new Map(recipes.map((recipe) => [recipe.id, recipe]));

async function keyOf(id: string, ...recipes: readonly Recipe[]): Promise<string | undefined> {
  return (await keysOf([id], catalogueOf(...recipes))).get(id);
}

describe("a key", () => {
  it("is the same for the same recipe, and fits into a folder's name and an image's tag", async () => {
    const key = await keyOf("top", base, middle, top);
    expect(key).toMatch(/^[0-9a-f]{20}$/);
    expect(await keyOf("top", { ...base }, { ...middle }, { ...top })).toBe(key);
  });

  it.each<[string, readonly Recipe[]]>([
    ["a title", [base, middle, { ...top, title: "another" }]],
    ["the usual time", [base, middle, { ...top, usually: 99 }]],
    ["upstream image", [base, middle, { ...top, upstream: "registry.k8s.io/top:v1" }]],
    ["the title of an input", [{ ...base, title: "another" }, middle, top]],
    ["a recipe that it is not made of", [base, middle, top, { ...middle, id: "beside" }]],
  ])("is the same with another %s", async (_what, recipes) => {
    expect(await keyOf("top", ...recipes)).toBe(await keyOf("top", base, middle, top));
  });

  it.each<[string, readonly Recipe[]]>([
    ["text", [base, middle, { ...top, context: [{ from: "text", text: "other text", to: "file" }] }]],
    ["place for a text", [base, middle, { ...top, context: [{ from: "text", text: "some text", to: "f" }] }]],
    ["need of a network", [base, middle, { ...top, installs: true }]],
    ["Dockerfile", [base, middle, { ...top, dockerfile: "toolbox" }]],
    ["input", [base, middle, { ...top, base: "base" }]],
    ["recipe of an input", [base, { ...middle, installs: true }, top]],
    ["recipe of an input's input", [{ ...base, include: ["curl"] }, middle, top]],
  ])("is another one with another %s", async (_what, recipes) => {
    expect(await keyOf("top", ...recipes)).not.toBe(await keyOf("top", base, middle, top));
  });

  it("follows the files that a recipe reads, and not the tests beside them", async () => {
    await using folder = await temporaryFolder();
    const path = relative(packageRoot, folder.path);
    const reader: ImageRecipe = { ...top, context: [{ from: "package", path, to: "files" }] };
    const key = () => keyOf("top", base, middle, reader);
    await writeFile(join(folder.path, "a.ts"), "one");
    const first = await key();
    await writeFile(join(folder.path, "a.test.ts"), "a test");
    expect(await key()).toBe(first);
    await writeFile(join(folder.path, "a.ts"), "two");
    expect(await key()).not.toBe(first);
  });
});

describe("keysOf", () => {
  it("gives the keys of all that the given ones are made of, and no others", async () => {
    const keys = await keysOf(["middle"], catalogueOf(base, middle, top));
    expect([...keys.keys()].toSorted()).toEqual(["base", "middle"]);
  });

  it("says what the catalogue does not have", async () => {
    await expect(keysOf(["top"], catalogueOf(top))).rejects.toMatchObject({
      code: "usage",
      message: 'Looking up "middle" in the catalogue: there is no such image or program',
      hint: "tkglab images list",
    });
  });
});

describe("recipeOf", () => {
  it("gives the recipe of that name", () => {
    expect(recipeOf("base", catalogueOf(base))).toBe(base);
  });
});
