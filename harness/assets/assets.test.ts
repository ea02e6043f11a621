import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type FakeProgram, fakeProgram } from "../tools/fake-program.ts";
import type { AssetId } from "./catalogue.ts";
import { fakeAssets, fakeImageIsThere, fakeRecipe } from "./fake-source.ts";

/** as: the assets of these tests are in no catalogue. */
const ids = (...names: string[]) => names as AssetId[];
const id = (name: string) => name as AssetId; // as: the same

const chain = [fakeRecipe("base"), fakeRecipe("middle", "base"), fakeRecipe("top", "middle", "base")];

let docker: FakeProgram;
beforeAll(async () => {
  docker = await fakeProgram("docker", [fakeImageIsThere, { when: "image rm *" }]);
});
afterAll(() => docker[Symbol.asyncDispose]());

describe("ensure", () => {
  it("makes a thing after what it is made of, each once", async () => {
    await using cache = await temporaryFolder();
    const { assets, source } = fakeAssets(cache.path, chain);
    await Promise.all([assets.ensure(ids("top", "middle")), assets.ensure(ids("top"))]);
    await assets.ensure(ids("base", "top"));
    expect(source.events).toEqual(["+base", "-base", "+middle", "-middle", "+top", "-top"]);
  });

  it("makes under its own key what two ask for at once, each for something else", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, [...chain, fakeRecipe("other")]);
    await Promise.all([assets.ensure(ids("top")), assets.ensure(ids("other"))]);
    const built = (await assets.store.all()).map(({ id: name, key }) => `${name} ${key.length}`);
    expect(built.toSorted()).toEqual(["base 20", "middle 20", "other 20", "top 20"]);
  });

  it("gives a builder the images and folders of what it is made of, and of nothing else", async () => {
    await using cache = await temporaryFolder();
    const { assets, source } = fakeAssets(cache.path, chain);
    let seen: unknown;
    source.before("top", async ({ inputFolder, inputImage, work }) => {
      await access(work);
      const product = await readFile(join(inputFolder("base"), "product"), "utf8");
      seen = { product, image: inputImage("middle"), stranger: caught(() => inputImage("top")) };
    });
    await assets.ensure(ids("top"));
    expect(seen).toEqual({
      product: "base",
      image: expect.stringMatching(/^tkglab\.test\/middle:[0-9a-f]{20}$/) as string,
      stranger: "Building the top: top is none of its inputs",
    });
  });

  it("makes nothing that another process has made already", async () => {
    await using cache = await temporaryFolder();
    await fakeAssets(cache.path, chain).assets.ensure(ids("top"));
    const { assets, source } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("top"));
    expect(source.events).toEqual([]);
    expect(await assets.image(id("top"))).toMatch(/^tkglab\.test\/top:[0-9a-f]{20}$/);
  });

  it("makes nothing that another process makes while this one waits for it", async () => {
    await using cache = await temporaryFolder();
    const one = fakeAssets(cache.path, chain);
    const other = fakeAssets(cache.path, chain);
    await Promise.all([one.assets.ensure(ids("base")), other.assets.ensure(ids("base"))]);
    expect([...one.source.events, ...other.source.events]).toEqual(["+base", "-base"]);
  });

  it("makes two things at once, never three", async () => {
    await using cache = await temporaryFolder();
    const names = ["a", "b", "c", "d", "e"];
    const { assets, source } = fakeAssets(
      cache.path,
      names.map((name) => fakeRecipe(name)),
    );
    await assets.ensure(ids(...names));
    expect(source.atOnce).toBe(2);
    expect(source.events).toHaveLength(10);
  });

  it("says what it makes, how long that usually takes and how long it took", async () => {
    await using cache = await temporaryFolder();
    const lines: string[] = [];
    const progress = { say: (line: string) => lines.push(line), now: () => undefined };
    const clock = fakeClock();
    const { assets, source } = fakeAssets(cache.path, [fakeRecipe("base")], { progress, clock });
    source.before("base", () => clock.pause(120_000));
    await assets.ensure(ids("base"));
    expect(lines).toEqual(["building the base (usually 60 s)", "built the base in 2 min"]);
  });

  it("makes an image again that is gone from Docker", async () => {
    await using cache = await temporaryFolder();
    await fakeAssets(cache.path, chain).assets.ensure(ids("base"));
    await using _docker = await fakeProgram("docker", [
      { when: "image inspect *", stderr: "Error: No such image: x", exitCode: 1 },
    ]);
    const { assets, source } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("base"));
    expect(source.events).toEqual(["+base", "-base"]);
  });

  it("refuses an image that is not the one it made", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("base"));
    const ref = await assets.image(id("base"));
    await using _docker = await fakeProgram("docker", [{ when: "image inspect *", stdout: "sha256:other" }]);
    await expect(fakeAssets(cache.path, chain).assets.ensure(ids("base"))).rejects.toMatchObject({
      code: "unverified",
      message: `Checking the image ${ref}: its digest is sha256:other, first seen was sha256:fake`,
      hint: `docker image rm ${ref}, then run again: it is built anew`,
    });
  });

  it("refuses a name that the catalogue does not have", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await expect(assets.ensure(ids("nonsense"))).rejects.toThrow(
      'Looking up "nonsense" in the catalogue: there is no such image or program',
    );
  });
});

describe("what ensure() has not seen to", () => {
  it("cannot be used", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await expect(assets.image(id("base"))).rejects.toMatchObject({
      code: "internal",
      message: "Using the asset base: nobody has asked for it before",
    });
  });
});

describe("versions", () => {
  it("names what was seen to, with its digest", async () => {
    await using cache = await temporaryFolder();
    const { assets } = fakeAssets(cache.path, chain);
    await assets.ensure(ids("base"));
    expect(await assets.versions(ids("base"))).toEqual([
      { name: "base", version: "the base", digest: "sha256:fake" },
    ]);
  });
});

function caught(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
