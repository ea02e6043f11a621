import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { imageId, removeImages } from "../../tools/docker/images.ts";
import { tryPull } from "../../tools/docker/pull-image.ts";
import { execOk } from "../../tools/exec.ts";
import { addToImageLock, readImageLock } from "./image-lock.ts";
import { parsePlace } from "./place.ts";
import { ids, PublishingUnderTest } from "./publishing-under-test.ts";

let lab: PublishingUnderTest;
beforeAll(async () => {
  lab = await PublishingUnderTest.start();
});
afterAll(() => lab[Symbol.asyncDispose]());
beforeEach(async () => {
  lab.newPlace();
  await lab.forget();
});

describe("what was published", () => {
  it("is pulled by its key, without what it is made of, and runs", async () => {
    const { tool, base, top } = lab;
    const digests = await lab.publish(tool, base, top);
    expect(Object.keys(digests).toSorted()).toEqual(
      [tool, base, top].map((recipe) => lab.lineOf(recipe)).toSorted(),
    );
    await using shop = await lab.workshop({ source: "pull" });
    await shop.assets.ensure(ids(top));
    expect(shop.said).toEqual([
      `pulling the top from ${lab.place}`,
      expect.stringMatching(/^pulled the top in \d+ s$/),
    ]);
    const [pulled, ...others] = await shop.assets.store.all();
    expect([pulled?.id, others]).toEqual([top.id, []]);
    expect(await shop.assets.store.read(top.id, pulled?.key ?? "")).toMatchObject({
      image: { ref: lab.imageOf(top), id: await imageId(lab.imageOf(top)) },
      pulled: { from: lab.publishedOf(top), digest: digests[lab.lineOf(top)] },
    });
    await shop.assets.ensure(ids(tool));
    for (const id of ids(tool)) {
      const file = await shop.assets.program(id, "tool");
      expect(await execOk({ doing: "Running the tool", file, args: [] })).toBe("hello");
    }
    expect((await shop.assets.list()).map(({ pulledFrom }) => pulledFrom)).toEqual([
      ...[lab.publishedOf(tool), undefined, lab.publishedOf(top)],
    ]);
    // Nothing of the registry's names stays.
    expect(await lab.images()).toEqual([lab.imageOf(top)]);
  });

  it("is the same when it is published again by somebody else, and stays what it was", async () => {
    const digests = await lab.publish(lab.tool);
    await using shop = await lab.workshop();
    await shop.assets.ensure(ids(lab.tool));
    expect(await shop.assets.publish(parsePlace(lab.place))).toEqual(digests);
    expect(shop.said.at(-1)).toBe("a tool is there already");
  });

  it("is not replaced by another build of it", async () => {
    const { base } = lab;
    await lab.publish(base);
    await using shop = await lab.workshop();
    // An image has the time of its build in it.
    await shop.assets.ensure(ids(base));
    const here = await imageId(lab.imageOf(base));
    expect(await tryPull(lab.publishedOf(base))).toMatchObject({ kind: "pulled" });
    const there = await imageId(lab.publishedOf(base));
    expect(there).not.toBe(here);
    await expect(shop.assets.publish(parsePlace(lab.place))).rejects.toMatchObject({
      code: "unverified",
      message: `Publishing the base: ${lab.publishedOf(base)} is another build of it: ${there ?? ""}, here is ${here ?? ""}`,
      hint: `pull before you build: --source auto --pull-from ${lab.place}`,
    });
  });

  it("has to be in the lock, and what the lock says", async () => {
    const { base, tool } = lab;
    const digests = await lab.publish(base, tool);
    const file = join(lab.folder, "lock.json");
    const wrong = `sha256:${"0".repeat(64)}`;
    await addToImageLock(file, { [lab.lineOf(base)]: wrong });
    await using shop = await lab.workshop({ source: "pull", from: { lock: await readImageLock(file) } });
    await expect(shop.assets.ensure(ids(base))).rejects.toMatchObject({
      code: "unverified",
      message: `Checking ${lab.publishedOf(base)}: its digest is ${digests[lab.lineOf(base)] ?? ""}, ${file} says ${wrong}`,
      hint: "ask who publishes it",
    });
    await expect(shop.assets.ensure(ids(tool))).rejects.toMatchObject({
      code: "unreachable",
      message: `Pulling a tool: ${file} has no digest of ${lab.lineOf(tool)}`,
      hint: "the lock that the last tkglab images push wrote; or --source auto",
    });
    expect([await shop.assets.store.all(), await lab.images()]).toEqual([[], []]);
    await addToImageLock(file, digests);
    const lock = await readImageLock(file);
    await using again = await lab.workshop({ source: "pull", from: { lock } });
    await again.assets.ensure(ids(base, tool));
    expect((await again.assets.store.all()).length).toBe(2);
  });
});

describe("an image of its project's own", () => {
  it("is pulled by the name that the catalogue has, and becomes one of ours", async () => {
    const { base } = lab;
    await using builder = await lab.workshop();
    await builder.assets.ensure(ids(base));
    const upstream = base.upstream ?? "";
    await execOk({ doing: "", file: "docker", args: ["tag", lab.imageOf(base), upstream] });
    await execOk({ doing: "", file: "docker", args: ["push", upstream] });
    await lab.forget();
    await removeImages([upstream]);
    const from = { place: parsePlace("upstream") };
    await using shop = await lab.workshop({ source: "pull", from });
    await shop.assets.ensure(ids(base));
    expect(shop.said[0]).toBe(`pulling the base from ${upstream}`);
    expect(await lab.images()).toEqual([lab.imageOf(base)]);
    await expect(shop.assets.ensure(ids(lab.tool))).rejects.toMatchObject({
      code: "unreachable",
      message: "Pulling a tool: no project publishes it as it is; somebody has to build it",
      hint: "--pull-from with a registry that tkglab images push has filled; or --source auto",
    });
    await using other = await lab.workshop({ source: "auto", from });
    await lab.forget();
    await other.assets.ensure(ids(lab.top));
    // The top is upstream's where it is there; here it is not, and the tool is nobody's.
    expect(other.said.slice(0, 2)).toEqual([
      `pulling the top from ${lab.top.upstream ?? ""}`,
      `not pulled: ${lab.registry.address} has no ${lab.top.upstream ?? ""}`,
    ]);
  });
});
