import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../core/clock.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { removeImages } from "../../tools/docker/images.ts";
import { tryPull } from "../../tools/docker/pull-image.ts";
import { pushImage } from "../../tools/docker/push-image.ts";
import { filesBelow } from "../sources.ts";
import { parsePlace } from "./place.ts";
import { ids, PublishingUnderTest, type Workshop } from "./publishing-under-test.ts";
import { startSilentRegistry } from "./registry-under-test.ts";

let lab: PublishingUnderTest;
beforeAll(async () => {
  lab = await PublishingUnderTest.start();
});
afterAll(() => lab[Symbol.asyncDispose]());
beforeEach(async () => {
  lab.newPlace();
  await lab.forget();
});

/** Pushes what is published under one name under another one, and gives its digest. */
async function pushAs(from: string, to: string): Promise<string> {
  expect(await tryPull(from)).toMatchObject({ kind: "pulled" });
  await dockerOk("Naming an image", ["tag", from, to]);
  const digest = await pushImage(to);
  await removeImages([from, to]);
  return digest;
}

/** Nothing half is left in the cache, and none of the registry's names in Docker. */
async function expectNothing({ assets }: Workshop): Promise<void> {
  expect([await assets.store.all(), await lab.images()]).toEqual([[], []]);
}

describe("what is not what it should be", () => {
  it("is refused when its name has another digest than it had: both are said", async () => {
    const { base, tool } = lab;
    const { [lab.lineOf(base)]: first = "" } = await lab.publish(base, tool);
    await using shop = await lab.workshop({ source: "pull" });
    await shop.assets.ensure(ids(base));
    await shop.assets.prune("everything");
    const second = await pushAs(lab.publishedOf(tool), lab.publishedOf(base));
    await using later = await lab.workshop({ source: "auto", cache: shop.cache });
    await expect(later.assets.ensure(ids(base))).rejects.toMatchObject({
      code: "unverified",
      message: `Checking ${lab.publishedOf(base)}: its digest is ${second}, first seen was ${first}`,
      hint: `ask who publishes it; if the new one is right: rm ${shop.cache}/digests/${lab.publishedOf(base)}`,
    });
    await expectNothing(later);
  });

  it("is refused when it was published under another's name", async () => {
    const { base, tool } = lab;
    await lab.publish(tool);
    await pushAs(lab.publishedOf(tool), lab.publishedOf(base));
    await using shop = await lab.workshop({ source: "pull" });
    await expect(shop.assets.ensure(ids(base))).rejects.toMatchObject({
      code: "unverified",
      message: expect.stringMatching(
        new RegExp(
          `^Checking ${lab.place}/${base.id}@sha256:.{64}: it calls itself ${lab.lineOf(tool).replace(":", "@")}, not ${lab.lineOf(base).replace(":", "@")}$`,
        ),
      ) as string,
    });
    await expectNothing(shop);
  });

  it("is refused when a layer is broken, and never built in its place", async () => {
    const { base } = lab;
    const blobs = async () => (await filesBelow(lab.registry.storage)).map(({ path }) => path);
    const before = await blobs();
    await lab.publish(base);
    for (const path of (await blobs()).filter((blob) => !before.includes(blob) && blob.endsWith("/data"))) {
      const bytes = await readFile(path);
      // A layer is compressed; the manifest and the configuration beside it are not.
      if (bytes.readUInt16BE() === 0x1f8b) await writeFile(path, bytes.fill(0, bytes.length - 8));
    }
    await using shop = await lab.workshop({ source: "auto" });
    await expect(shop.assets.ensure(ids(base))).rejects.toMatchObject({
      code: "unverified",
      message: expect.stringMatching(
        /^Pulling \S+: what the registry gives is not what its manifest says: /,
      ) as string,
      hint: `have ${lab.publishedOf(base)} removed from its registry, then published anew`,
    });
    await expectNothing(shop);
  });
});

describe("what is not there", () => {
  it("ends a pull with one message, and is built where it may be", async () => {
    const { base, top, tool } = lab;
    await lab.publish(tool);
    await using shop = await lab.workshop({ source: "pull" });
    await expect(shop.assets.ensure(ids(base))).rejects.toMatchObject({
      code: "unreachable",
      message: `Pulling the base: ${lab.place} has no ${lab.lineOf(base)}`,
      hint: `tkglab images push --to ${lab.place}, where it was built; or --source auto`,
    });
    await expectNothing(shop);
    await using auto = await lab.workshop({ source: "auto" });
    await auto.assets.ensure(ids(top));
    expect(auto.said.map((line) => line.replace(/ \d+ s$/, ""))).toEqual([
      `pulling the top from ${lab.place}`,
      `not pulled: ${lab.place} has no ${lab.lineOf(top)}`,
      ...[`pulling a tool from ${lab.place}`, "pulled a tool in"],
      ...["building the top (usually 1 s)", "built the top in"],
    ]);
  });
});

describe("a registry that takes calls and never answers", () => {
  it("costs a run a few seconds, once, and is said once", async () => {
    await using registry = await startSilentRegistry();
    const from = { place: parsePlace(`${registry.address}/tkglab`) };
    await using shop = await lab.workshop({ source: "auto", from });
    const start = systemClock.elapsed();
    await shop.assets.ensure(ids(lab.base, lab.top));
    // Docker by itself waits longer for each.
    expect(systemClock.elapsed() - start).toBeLessThan(20_000);
    expect(shop.said.filter((line) => line.startsWith("not pulled"))).toEqual([
      `not pulled: ${registry.address} does not answer: nothing within 5 s`,
    ]);
    const calls = registry.calls();
    await shop.assets.ensure(ids(lab.tool));
    expect(registry.calls()).toBe(calls);
  });

  it("is left at once when the run is stopped", async () => {
    await using registry = await startSilentRegistry();
    const stop = new AbortController();
    const reason = new Error("Stopped by SIGINT");
    const from = { place: parsePlace(registry.address) };
    await using shop = await lab.workshop({ source: "auto", from, signal: stop.signal });
    const ensured = shop.assets.ensure(ids(lab.base));
    await registry.called;
    stop.abort(reason);
    await expect(ensured).rejects.toBe(reason);
    await expectNothing(shop);
  });

  it("and one where nobody listens, are told in Docker's words", async () => {
    let address: string;
    {
      await using registry = await startSilentRegistry();
      ({ address } = registry);
      const patience = { name: "patience", limit: 500, every: 50 };
      expect(await tryPull(`${address}/a:b`, { patience })).toEqual({
        ...{ kind: "unanswered", said: "nothing within 0.5 s" },
      });
    }
    await using shop = await lab.workshop({ source: "pull", from: { place: parsePlace(address) } });
    await expect(shop.assets.ensure(ids(lab.base))).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(
        new RegExp(`^Pulling the base: ${address} does not answer: .*connection refused`),
      ) as string,
      hint: `docker pull ${address}/${lab.lineOf(lab.base)}`,
    });
  });
});
