import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { type BuildpackImageRecipe, layerDigest } from "../recipe.ts";
import { buildBuildpackImage } from "./buildpack-image.ts";

const recipe: BuildpackImageRecipe = {
  ...{ type: "buildpack-image", id: "lifecycle-image", title: "the lifecycle", usually: 1 },
  content: [
    { from: "asset", asset: "lifecycle", path: "lifecycle", to: "cnb/lifecycle/lifecycle" },
    { from: "text", text: "[lifecycle]\n", to: "cnb/lifecycle/lifecycle.toml" },
  ],
  links: { "cnb/lifecycle/builder": "lifecycle" },
  labels: { linux: layerDigest, apis: JSON.stringify({ of: "$HOME", layer: layerDigest }) },
};

/** Builds the image in a Docker that answers so. */
async function build(of: BuildpackImageRecipe, answers: readonly Answer[] = []) {
  await using folder = await temporaryFolder();
  const [work, lifecycle] = [join(folder.path, "work"), join(folder.path, "lifecycle")];
  await Promise.all([mkdir(work), mkdir(lifecycle)]);
  await writeFile(join(lifecycle, "lifecycle"), "program", { mode: 0o755 });
  await using docker = await fakeProgram("docker", [...answers, { when: "*", stdout: "sha256:image" }]);
  const outcome = await buildBuildpackImage(of, {
    ...{ key: "k", work, cacheDir: folder.path, labels: [], progress: silent, signal: undefined },
    inputFolder: (id) => join(folder.path, id),
    inputImage: (id) => id,
  }).then(
    (product) => ({ product }),
    (error: unknown) => ({ error }),
  );
  const calls = (await docker.calls()).map((call) => call.replaceAll(folder.path, ""));
  return { ...outcome, calls, left: await readdir(work) };
}

const digestIn = (call = "") => /LABEL "linux"="(sha256:[0-9a-f]{64})"/.exec(call)?.[1];

describe("buildBuildpackImage", () => {
  it("imports one layer, with labels that name it by its digest", async () => {
    const built = await build(recipe);
    const digest = digestIn(built.calls[0]);
    expect(digest).toBeDefined();
    expect(built.calls).toEqual([
      "import --change LABEL tkglab.asset=lifecycle-image@k " +
        `--change LABEL "linux"="${digest ?? ""}" ` +
        `--change LABEL "apis"="{\\"of\\":\\"$HOME\\",\\"layer\\":\\"${digest ?? ""}\\"}" ` +
        "/work/layer.tar tkglab.test/lifecycle-image:k",
    ]);
    expect(built).toMatchObject({
      product: { image: { ref: "tkglab.test/lifecycle-image:k", id: "sha256:image" } },
      left: [],
    });
  });

  it("makes the same layer of the same content, whenever that was written", async () => {
    const [one, other] = [await build(recipe), await build(recipe)];
    expect(digestIn(one.calls[0])).toBe(digestIn(other.calls[0]));
  });

  it.each<[string, Partial<BuildpackImageRecipe>]>([
    ["content", { content: recipe.content.slice(0, 1) }],
    ["link", { links: { "cnb/lifecycle/builder": "launcher" } }],
  ])("makes another layer of another %s", async (_what, change) => {
    const [one, other] = [await build(recipe), await build({ ...recipe, ...change })];
    expect(digestIn(other.calls[0])).toMatch(/^sha256:/);
    expect(digestIn(other.calls[0])).not.toBe(digestIn(one.calls[0]));
  });

  it("says what Docker did not like", async () => {
    const refusal = { when: "import *", stderr: "no space left on device", exitCode: 1 };
    expect(await build(recipe, [refusal])).toMatchObject({
      error: { message: expect.stringMatching(/^Importing the lifecycle: .*no space left/) as string },
    });
  });
});
