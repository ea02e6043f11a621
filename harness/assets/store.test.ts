import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thisOwner } from "../core/owner.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { AssetStore } from "./store.ts";

const digestOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const record = { id: "tool", key: "k1", seconds: 3, programs: { tool: digestOfAbc } };

async function stocked() {
  const folder = await temporaryFolder();
  const store = new AssetStore(folder.path);
  const work = await store.workFolder("tool");
  await writeFile(join(work, "tool"), "abc");
  return { store, work, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe("AssetStore", () => {
  it("has nothing at first", async () => {
    await using folder = await temporaryFolder();
    const store = new AssetStore(join(folder.path, "not-yet"));
    expect(await store.all()).toEqual([]);
    expect(await store.read("tool", "k1")).toBeUndefined();
  });

  it("has what is finished, its files and its record", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, record);
    expect(await store.all()).toEqual([{ id: "tool", key: "k1" }]);
    expect(await store.read("tool", "k1")).toEqual(record);
    expect(await readFile(join(store.folder("tool", "k1"), "tool"), "utf8")).toBe("abc");
    expect(await readdir(join(store.dir, "tool"))).toEqual(["k1"]);
  });

  it("does not take a build that was cut off for a finished one", async () => {
    await using stock = await stocked();
    const { store } = stock;
    expect(await store.read("tool", "k1")).toBeUndefined();
    expect(await store.all()).toEqual([]);
  });

  it("does not take a folder without a record for a finished one", async () => {
    await using stock = await stocked();
    const { store } = stock;
    await mkdir(store.folder("tool", "k1"));
    expect(await store.read("tool", "k1")).toBeUndefined();
  });

  it.each(['{"id":"tool","ke', '{"id":"tool"}', "null", ""])(
    "does not take a damaged record for a finished one: %j",
    async (text) => {
      await using stock = await stocked();
      const { store, work } = stock;
      await store.finish(work, record);
      await writeFile(join(store.folder("tool", "k1"), "record.json"), text);
      expect(await store.read("tool", "k1")).toBeUndefined();
    },
  );

  it("puts a finished one in the place of another under the same key", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, { ...record, seconds: 1 });
    await store.finish(await store.workFolder("tool"), record);
    expect(await store.read("tool", "k1")).toEqual(record);
    expect(await readdir(store.folder("tool", "k1"))).toEqual(["record.json"]);
  });

  it("removes one asset and no other", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, record);
    await store.finish(await store.workFolder("tool"), { ...record, key: "k2" });
    await store.remove("tool", "k1");
    expect(await store.all()).toEqual([{ id: "tool", key: "k2" }]);
  });
});

describe("a work folder", () => {
  it("is empty, whatever an earlier attempt of this process left in it", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    expect(await store.workFolder("tool")).toBe(work);
    expect(await readdir(work)).toEqual([]);
  });

  it("takes the place of those whose processes have ended, and leaves those at work alone", async () => {
    await using stock = await stocked();
    const { store } = stock;
    const parent = join(store.dir, "tool");
    const dead = thisOwner().replace(/^\d+/, "4194999");
    await mkdir(join(parent, `.building-${dead}`));
    await writeFile(join(parent, `.building-${dead}`, "half"), "");
    const stat = await readFile("/proc/1/stat", "utf8");
    const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    const alive = `1.${start}.${thisOwner().split(".")[2] ?? ""}`;
    await mkdir(join(parent, `.building-${alive}`));
    await store.workFolder("tool");
    expect((await readdir(parent)).toSorted()).toEqual(
      [`.building-${alive}`, `.building-${thisOwner()}`].toSorted(),
    );
  });
});

describe("a program", () => {
  it("has a path when it is what was built", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, record);
    expect(await store.program(record, "tool")).toBe(join(store.folder("tool", "k1"), "tool"));
  });

  it("has none when it is not", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, record);
    const folder = store.folder("tool", "k1");
    await writeFile(join(folder, "tool"), "");
    await expect(store.program(record, "tool")).rejects.toMatchObject({
      code: "unverified",
      message: `Checking tool in the cache: its digest is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, built was ${digestOfAbc}`,
      hint: `rm -r ${folder}, then run again: it is built anew`,
    });
  });

  it("has none when nobody knows what was built", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    const { programs: _programs, ...unknown } = record;
    await store.finish(work, unknown);
    await expect(store.program(unknown, "tool")).rejects.toThrow(
      `Checking tool in the cache: its digest is ${digestOfAbc}, built was no such program`,
    );
  });

  it("has none when it is gone", async () => {
    await using stock = await stocked();
    const { store, work } = stock;
    await store.finish(work, record);
    const folder = store.folder("tool", "k1");
    await expect(store.program({ ...record, programs: {} }, "other")).rejects.toMatchObject({
      code: "unverified",
      message: "Checking other in the cache: it is not there, built was no such program",
      hint: `rm -r ${folder}, then run again: it is built anew`,
    });
  });
});
