import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import type { ImageRecipe } from "./recipe.ts";
import { digestOf, filesBelow, isBuilt, sha256OfFile, sourcesOf } from "./sources.ts";

describe("isBuilt", () => {
  it.each(["a.ts", "main.go", "test.ts", "go.sum", "testing/main.go"])("counts %s in", (path) => {
    expect(isBuilt(path)).toBe(true);
  });
  it.each(["a.test.ts", "a.contract.test.ts", "main_test.go"])("leaves %s out", (path) => {
    expect(isBuilt(path)).toBe(false);
  });
});

describe("digestOf", () => {
  async function folder() {
    const temporary = await temporaryFolder();
    await mkdir(join(temporary.path, "sub"));
    await writeFile(join(temporary.path, "a"), "a");
    await writeFile(join(temporary.path, "sub/b"), "b");
    return temporary;
  }

  it("is that of the content, wherever it lies", async () => {
    await using one = await folder();
    await using other = await folder();
    expect(await digestOf(one.path)).toBe(await digestOf(other.path));
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ["another content", (path) => writeFile(join(path, "sub/b"), "c")],
    ["another name", (path) => rename(join(path, "sub/b"), join(path, "sub/c"))],
    ["another place", (path) => rename(join(path, "sub/b"), join(path, "b"))],
    ["one more file", (path) => writeFile(join(path, "c"), "")],
    ["the right to execute it", (path) => chmod(join(path, "a"), 0o755)],
  ])("is another one with %s", async (_what, change) => {
    await using one = await folder();
    const before = await digestOf(one.path);
    await change(one.path);
    expect(await digestOf(one.path)).not.toBe(before);
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ["a test", (path) => writeFile(join(path, "sub/b.test.ts"), "c")],
    ["a test in Go", (path) => writeFile(join(path, "b_test.go"), "c")],
    ["an empty folder", (path) => mkdir(join(path, "empty"))],
    ["the right to write it", (path) => chmod(join(path, "a"), 0o600)],
  ])("is the same with %s", async (_what, change) => {
    await using one = await folder();
    const before = await digestOf(one.path);
    await change(one.path);
    expect(await digestOf(one.path)).toBe(before);
  });
});

describe("filesBelow", () => {
  it("gives the file itself where it is one", async () => {
    const path = join(packageRoot, "package.json");
    expect(await filesBelow(path)).toEqual([{ name: "", path }]);
  });

  it("names files relative to the folder, in a stable order", async () => {
    await using temporary = await temporaryFolder();
    const { path } = temporary;
    await mkdir(join(path, "b/c"), { recursive: true });
    for (const name of ["z", "b/c/d", "b/a", "b.x"]) await writeFile(join(path, name), "");
    const names = (await filesBelow(path)).map(({ name }) => name);
    expect(names).toEqual(["b.x", "b/a", "b/c/d", "z"]);
  });
});

describe("sha256OfFile", () => {
  it("is the digest that sha256sum gives", async () => {
    await using temporary = await temporaryFolder();
    const file = join(temporary.path, "abc");
    await writeFile(file, "abc");
    expect(await sha256OfFile(file)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("sourcesOf", () => {
  it("gives an image's Dockerfile folder, package entries and dependencies, by stable names", () => {
    const recipe: ImageRecipe = {
      type: "image",
      id: "x",
      title: "x",
      usually: 1,
      dockerfile: "harbor",
      installs: false,
      context: [
        { from: "package", path: "harness/registry/api", to: "api" },
        { from: "dependency", name: "hono", to: "node_modules/hono" },
        { from: "asset", asset: "other", path: ".", to: "other" },
        { from: "text", text: "t", to: "t" },
      ],
    };
    expect([...sourcesOf(recipe)]).toEqual([
      ["fixtures/images/harbor", join(packageRoot, "fixtures/images/harbor")],
      ["harness/registry/api", join(packageRoot, "harness/registry/api")],
      ["npm:hono", join(packageRoot, "node_modules/hono")],
    ]);
  });

  it("gives a bundle's folder: its Packages, and its configuration where it has one", () => {
    const hello = { type: "carvel-bundle", folder: "hello", published: "a/b:1", images: {} } as const;
    expect([...sourcesOf({ ...hello, id: "x", title: "x", usually: 1 })]).toEqual([
      ["fixtures/bundles/hello", join(packageRoot, "fixtures/bundles/hello")],
    ]);
  });
});
