import { readdir, writeFile } from "node:fs/promises";
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

describe("ensure, where something fails,", () => {
  const failing = new Error("the compiler says no");

  it("throws the error itself, makes nothing of what has failed, and ends what is under way first", async () => {
    await using cache = await temporaryFolder();
    const recipes = [fakeRecipe("good"), fakeRecipe("bad"), fakeRecipe("top", "bad", "good")];
    const { assets, source } = fakeAssets(cache.path, recipes);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    source.before("good", () => promise);
    source.before("bad", () => {
      resolve(undefined);
      return Promise.reject(failing);
    });
    await expect(assets.ensure(ids("top"))).rejects.toBe(failing);
    expect(source.events.toSorted()).toEqual(["+bad", "+good", "-bad", "-good"]);
    expect((await assets.store.all()).map((one) => one.id)).toEqual(["good"]);
  });

  it("takes up where it failed when it is asked again", async () => {
    await using cache = await temporaryFolder();
    const { assets, source } = fakeAssets(cache.path, chain);
    source.before("middle", () => Promise.reject(failing));
    await expect(assets.ensure(ids("top"))).rejects.toBe(failing);
    source.before("middle", () => Promise.resolve());
    await assets.ensure(ids("top"));
    expect(source.events).toEqual([
      ...["+base", "-base", "+middle", "-middle"],
      ...["+middle", "-middle", "+top", "-top"],
    ]);
  });

  it("leaves no lock and nothing half made that the next process could take for a product", async () => {
    await using cache = await temporaryFolder();
    const { assets, source } = fakeAssets(cache.path, chain);
    source.before("base", async ({ work }) => {
      await writeFile(join(work, "half"), "");
      throw failing;
    });
    await expect(assets.ensure(ids("base"))).rejects.toBe(failing);
    const next = fakeAssets(cache.path, chain);
    await next.assets.ensure(ids("base"));
    const [built] = await next.assets.store.all();
    expect(await readdir(next.assets.store.folder("base", built?.key ?? ""))).toEqual([
      "product",
      "record.json",
    ]);
    expect(await readdir(next.assets.store.dir)).toEqual(["base"]);
  });

  it("begins nothing where there is no room", async () => {
    await using cache = await temporaryFolder();
    const freeSpace = () => Promise.resolve(2.54 * 1024 ** 3);
    const { assets, source } = fakeAssets(cache.path, chain, { freeSpace });
    await expect(assets.ensure(ids("top"))).rejects.toMatchObject({
      code: "no-space",
      message: `Building the base: only 2.5 GiB are free in ${cache.path}, 3 GiB are needed`,
      hint: "tkglab images prune; df -h",
    });
    expect(source.events).toEqual([]);
  });

  it("needs no room for what is there", async () => {
    await using cache = await temporaryFolder();
    await fakeAssets(cache.path, chain).assets.ensure(ids("top"));
    const { assets } = fakeAssets(cache.path, chain, { freeSpace: () => Promise.resolve(0) });
    await expect(assets.ensure(ids("top"))).resolves.toBeUndefined();
  });
});

describe("an interrupt", () => {
  it("begins nothing more, and says of nothing more that it is built", async () => {
    await using cache = await temporaryFolder();
    const stop = new AbortController();
    const reason = new Error("Stopped by SIGINT");
    const said: string[] = [];
    const { assets, source } = fakeAssets(cache.path, chain, {
      signal: stop.signal,
      progress: { say: (line) => void said.push(line), now: () => undefined },
      freeSpace() {
        stop.abort(reason);
        return Promise.resolve(Number.MAX_SAFE_INTEGER);
      },
    });
    await expect(assets.ensure(ids("base"))).rejects.toBe(reason);
    expect([source.events, said]).toEqual([[], []]);
  });
});
