import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import type { AssetId } from "../catalogue.ts";
import { fakeAssets, fakeImageIsThere, fakeRecipe } from "../fake-source.ts";
import { parsePlace } from "./place.ts";

/** as: the assets of these tests are in no catalogue. */
const ids = (...names: string[]) => names as AssetId[];
const place = parsePlace("localhost:5000/team");
const recipes = [fakeRecipe("one"), fakeRecipe("other")];
const digest = `sha256:${"a".repeat(64)}`;
const missing = { when: "pull *", stderr: "manifest unknown", exitCode: 1 };
const pushed = { when: "push *", stdout: `k: digest: ${digest} size: 1` };

describe("publish", () => {
  it("takes what is there, without names, and forgets the names that it gave", async () => {
    await using cache = await temporaryFolder();
    await using docker = await fakeProgram("docker", [
      ...[fakeImageIsThere, missing, pushed, { when: "tag *" }, { when: "image rm *" }],
    ]);
    const { assets } = fakeAssets(cache.path, recipes);
    await assets.ensure(ids("one"));
    const [{ key } = { key: "" }] = await assets.store.all();
    expect(await assets.publish(place)).toEqual({ [`one:${key}`]: digest });
    expect((await docker.calls()).filter((call) => !call.startsWith("image inspect"))).toEqual([
      `pull localhost:5000/team/one:${key}`,
      `tag tkglab.test/one:${key} localhost:5000/team/one:${key}`,
      `push localhost:5000/team/one:${key}`,
      `image rm --force localhost:5000/team/one:${key}`,
    ]);
  });

  it("pushes where nobody may read what does not exist", async () => {
    await using cache = await temporaryFolder();
    await using _docker = await fakeProgram("docker", [
      ...[
        fakeImageIsThere,
        { ...missing, stderr: "denied" },
        pushed,
        { when: "tag *" },
        { when: "image rm *" },
      ],
    ]);
    const { assets } = fakeAssets(cache.path, recipes);
    await assets.ensure(ids("one"));
    expect(Object.values(await assets.publish(place))).toEqual([digest]);
  });

  it("refuses what is not there, and a place that is nobody's registry", async () => {
    await using cache = await temporaryFolder();
    await using _docker = await fakeProgram("docker", [fakeImageIsThere]);
    const { assets } = fakeAssets(cache.path, recipes);
    await expect(assets.publish(place, ids("other"))).rejects.toMatchObject({
      code: "usage",
      message: "Publishing the other: it is not there",
      hint: "tkglab images build other",
    });
    await assets.ensure(ids("one"));
    await expect(assets.publish(parsePlace("upstream"))).rejects.toMatchObject({
      code: "usage",
      message: "Publishing to upstream: that is no registry of yours",
      hint: "--to registry/prefix, as in harbor.example.com/tkglab",
    });
  });

  it("says that nobody answers before it tries to push", async () => {
    await using cache = await temporaryFolder();
    const stderr = "dial tcp 127.0.0.1:5000: connect: connection refused";
    await using docker = await fakeProgram("docker", [
      ...[fakeImageIsThere, { ...missing, stderr }, { when: "image rm *" }],
    ]);
    const { assets } = fakeAssets(cache.path, recipes);
    await assets.ensure(ids("one"));
    await expect(assets.publish(place)).rejects.toMatchObject({
      code: "unreachable",
      message: `Publishing the one: localhost:5000 does not answer: ${stderr}`,
    });
    expect((await docker.calls()).filter((call) => /^(tag|push)/.test(call))).toEqual([]);
  });

  it("publishes no program that is not what was built", async () => {
    await using cache = await temporaryFolder();
    await using docker = await fakeProgram("docker", [fakeImageIsThere, { when: "image rm *" }]);
    const tool = { ...fakeRecipe("tool"), type: "node-runtime" } as const;
    const built = "a".repeat(64);
    const { assets } = fakeAssets(cache.path, [tool], {
      source: {
        async make(_recipe, { work }) {
          await writeFile(join(work, "tool"), "something else");
          return { programs: { tool: built } };
        },
      },
    });
    await assets.ensure(ids("tool"));
    await expect(assets.publish(place)).rejects.toMatchObject({
      code: "unverified",
      message: expect.stringMatching(
        new RegExp(`^Checking tool in the cache: its digest is .{64}, built was ${built}$`),
      ) as string,
    });
    expect((await docker.calls()).filter((call) => /^(load|tag|push)/.test(call))).toEqual([]);
  });
});
