import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type FakeProgram, fakeProgram } from "../tools/fake-program.ts";
import type { AssetId } from "./catalogue.ts";
import { fakeAssets, fakeImageIsThere, fakeRecipe } from "./fake-source.ts";

/** as: the assets of these tests are in no catalogue. */
const ids = (...names: string[]) => names as AssetId[];

const chain = [fakeRecipe("base"), fakeRecipe("middle", "base"), fakeRecipe("top", "middle", "base")];

let docker: FakeProgram;
beforeAll(async () => {
  docker = await fakeProgram("docker", [fakeImageIsThere, { when: "image rm *" }]);
});
afterAll(() => docker[Symbol.asyncDispose]());

describe("list and prune", () => {
  it("list shows every entry in the catalogue's order, and whether it is there", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("middle"));
    const seen = (await assets.list()).map(({ id: name, title, present, usually }) => [
      ...[name, title, present, usually],
    ]);
    expect(seen).toEqual([
      ["base", "the base", true, 60],
      ["middle", "the middle", true, 60],
      ["top", "the top", false, 60],
    ]);
  });

  it("prune removes what no recipe asks for any more, its image first, and nothing else", async () => {
    await using cache = await temporaryFolder();
    const before = fakeAssets(cache.path, [fakeRecipe("base"), fakeRecipe("middle"), fakeRecipe("gone")]);
    await before.assets.ensure(ids("base", "middle", "gone"));
    const { assets } = fakeAssets(cache.path, chain);
    const removed = await assets.prune("outdated");
    expect(removed.map((one) => one.id).toSorted()).toEqual(["gone", "middle"]);
    expect((await assets.store.all()).map((one) => one.id)).toEqual(["base"]);
    const images = (await docker.calls()).filter((call) => call.startsWith("image rm")).toSorted();
    expect(images).toEqual(
      removed.map(({ id: name, key }) => `image rm --force tkglab.test/${name}:${key}`).toSorted(),
    );
    expect(await assets.prune("outdated")).toEqual([]);
  });

  it("prune removes everything where that is asked for", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("top"));
    expect((await assets.prune("everything")).map((one) => one.id).toSorted()).toEqual([
      ...["base", "middle", "top"],
    ]);
    expect(await assets.store.all()).toEqual([]);
  });

  it("prune takes a damaged asset away too", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await mkdir(assets.store.folder("base", "old"), { recursive: true });
    await writeFile(join(assets.store.folder("base", "old"), "record.json"), "{");
    expect(await assets.prune("outdated")).toEqual([{ id: "base", key: "old" }]);
    expect(await assets.store.all()).toEqual([]);
  });
});
