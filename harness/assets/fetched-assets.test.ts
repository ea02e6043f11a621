import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type FakeProgram, fakeProgram } from "../tools/fake-program.ts";
import { imageRef } from "./build/image-name.ts";
import type { AssetId } from "./catalogue.ts";
import { fakeAssets, fakeImageIsThere, fakeRecipe, FakeSource } from "./fake-source.ts";
import type { PullRequest } from "./pull/puller.ts";
import type { Recipe } from "./recipe.ts";

/** as: the assets of these tests are in no catalogue. */
const ids = (...names: string[]) => names as AssetId[];
const chain = [fakeRecipe("base"), fakeRecipe("middle", "base"), fakeRecipe("top", "middle", "base")];
const pulled = { from: "localhost:5000/team/x", digest: "sha256:1" };

/** A source that has some things ready made. */
class FakeRegistry extends FakeSource {
  readonly #has: readonly string[];

  constructor(...has: readonly string[]) {
    super();
    this.#has = has;
  }

  fetch({ id }: Recipe, { key }: PullRequest) {
    this.events.push(`?${id}`);
    const product = { image: { ref: imageRef(id, key), id: "sha256:fake" }, pulled };
    return Promise.resolve(this.#has.includes(id) ? product : undefined);
  }
}

let docker: FakeProgram;
beforeAll(async () => {
  docker = await fakeProgram("docker", [fakeImageIsThere]);
});
afterAll(() => docker[Symbol.asyncDispose]());

describe("what can be had ready made", () => {
  it("is taken without what it is made of, and the record says from where", async () => {
    await using cache = await temporaryFolder();
    const source = new FakeRegistry("top");
    const lines: string[] = [];
    const progress = { say: (line: string) => lines.push(line), now: () => undefined };
    const { assets } = fakeAssets(cache.path, chain, { source, progress });
    await assets.ensure(ids("top"));
    expect(source.events).toEqual(["?top"]);
    expect(lines).toEqual(["pulled the top in 0 s"]);
    const [built] = await assets.store.all();
    expect(await assets.store.read("top", built?.key ?? "")).toMatchObject({ id: "top", pulled });
    expect((await assets.list()).map(({ id, present, pulledFrom }) => [id, present, pulledFrom])).toEqual([
      ["base", false, undefined],
      ["middle", false, undefined],
      ["top", true, pulled.from],
    ]);
  });

  it("is asked for again and again on the way down, and what is not there is built", async () => {
    await using cache = await temporaryFolder();
    const source = new FakeRegistry("base");
    const { assets } = fakeAssets(cache.path, chain, { source });
    await assets.ensure(ids("top"));
    const asked = source.events.filter((event) => event.startsWith("?"));
    expect([asked[0], ...asked.toSorted()]).toEqual(["?top", "?base", "?middle", "?top"]);
    const made = source.events.filter((event) => !event.startsWith("?"));
    expect(made).toEqual(["+middle", "-middle", "+top", "-top"]);
    expect((await assets.list()).map(({ pulledFrom }) => pulledFrom)).toEqual([
      ...[pulled.from, undefined, undefined],
    ]);
  });

  it("is not asked for when it is in the cache", async () => {
    await using cache = await temporaryFolder();
    await fakeAssets(cache.path, chain).assets.ensure(ids("top"));
    const source = new FakeRegistry("top");
    await fakeAssets(cache.path, chain, { source }).assets.ensure(ids("top", "base"));
    expect(source.events).toEqual([]);
  });

  it("is fetched once by two processes that want it at the same time", async () => {
    await using cache = await temporaryFolder();
    const sources = [new FakeRegistry("base"), new FakeRegistry("base")];
    await Promise.all(
      sources.map((source) => fakeAssets(cache.path, chain, { source }).assets.ensure(ids("base"))),
    );
    expect(sources.flatMap(({ events }) => events)).toEqual(["?base"]);
  });

  it("leaves nothing in the cache when fetching fails, and is asked for again", async () => {
    await using cache = await temporaryFolder();
    const source = new FakeRegistry("base");
    const broken = new Error("the layer is broken");
    const fetch = () => Promise.reject(broken);
    const failing = fakeAssets(cache.path, chain, {
      source: { fetch, make: (...all) => source.make(...all) },
    });
    await expect(failing.assets.ensure(ids("base"))).rejects.toBe(broken);
    expect([await failing.assets.store.all(), source.events]).toEqual([[], []]);
    const { assets } = fakeAssets(cache.path, chain, { source });
    await assets.ensure(ids("base"));
    const [built] = await assets.store.all();
    expect(await readdir(assets.store.folder("base", built?.key ?? ""))).toEqual(["record.json"]);
    expect(await readdir(assets.store.dir)).toEqual(["base"]);
  });

  it("needs room, too", async () => {
    await using cache = await temporaryFolder();
    const source = new FakeRegistry("base");
    const freeSpace = () => Promise.resolve(0);
    const { assets } = fakeAssets(cache.path, chain, { source, freeSpace });
    await expect(assets.ensure(ids("base"))).rejects.toMatchObject({
      code: "no-space",
      message: `Pulling the base: only 0.0 GiB are free in ${cache.path}, 3 GiB are needed`,
    });
    expect(source.events).toEqual([]);
  });
});
