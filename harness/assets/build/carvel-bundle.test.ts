import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import type { CarvelBundleRecipe } from "../recipe.ts";
import { filesBelow } from "../sources.ts";
import { buildCarvelBundle } from "./carvel-bundle.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const hello: CarvelBundleRecipe = {
  ...{ type: "carvel-bundle", id: "bundle-hello", title: "the bundle of hello", usually: 1, folder: "hello" },
  published: "tkglab.test/hello-bundle:1.0.0",
  images: { "google-samples/hello-app:1.0": "hello-app" },
};
const lock = `apiVersion: imgpkg.carvel.dev/v1alpha1
bundle:
  image: tkglab.test/hello-bundle@${digest("b")}
  tag: 1.0.0
kind: BundleLock
`;

/** Builds a bundle in a Docker that says these things before it says what it says on a good day. */
async function build(recipe: CarvelBundleRecipe, answers: readonly Answer[] = []) {
  const folder = await temporaryFolder();
  const work = join(folder.path, "work");
  await mkdir(work);
  await using docker = await fakeProgram("docker", [
    ...answers,
    { when: "run *", stdout: "machine" },
    { when: "exec machine cat /digest", stdout: digest("a") },
    { when: "exec machine cat /bundle.lock.yml", stdout: lock },
    { when: "*" },
  ]);
  const outcome = await buildCarvelBundle(recipe, {
    ...{
      key: "k",
      work,
      cacheDir: folder.path,
      labels: ["tkglab.run=r"],
      progress: silent,
      signal: undefined,
    },
    inputFolder: (id) => join(folder.path, id),
    inputImage: (id) => `tkglab.test/${id}:k`,
  }).then(
    (product) => ({ product }),
    (error: unknown) => ({ error }),
  );
  const calls = (await docker.calls()).map((call) => call.replaceAll(folder.path, ""));
  return { ...outcome, calls, work, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe("buildCarvelBundle", () => {
  it("works without a network, under its labels, and takes its container away", async () => {
    await using built = await build(hello);
    expect(built).toMatchObject({ product: {} });
    expect(built.calls.at(0)).toBe(
      "run --detach --label tkglab.run=r --network none --entrypoint sleep tkglab.test/toolbox:k infinity",
    );
    expect(built.calls.at(-1)).toBe("rm --force --volumes machine");
  });

  it("leaves the archive and the Packages, which name the bundle by its digest", async () => {
    await using built = await build(hello);
    expect(built.calls).toContain("cp machine:/bundle.tar /work/bundle.tar");
    // The archive is what Docker would have copied.
    expect((await filesBelow(built.work)).map(({ name }) => name)).toEqual([
      "package-metadata.yaml",
      "package.yaml",
    ]);
    const text = await readFile(join(built.work, "package.yaml"), "utf8");
    expect(text).toContain(`            image: tkglab.test/hello-bundle@${digest("b")}\n`);
  });

  it("says which name is in no manifest, and takes its container away all the same", async () => {
    const images = { "google-samples/hello-app:2.0": "hello-app" };
    await using built = await build({ ...hello, images });
    expect(built).toMatchObject({
      error: {
        code: "internal",
        message:
          `Putting google-samples/hello-app@${digest("a")} into manifests: ` +
          "none of hello.yaml, values.yaml names google-samples/hello-app:2.0",
      },
    });
    expect(built.calls.at(-1)).toBe("rm --force --volumes machine");
  });

  it("passes on what a tool said", async () => {
    const stderr = "kbld: Error:\n- Resolving image 'x': MANIFEST_UNKNOWN";
    await using built = await build(hello, [{ when: "exec machine kbld *", stderr, exitCode: 1 }]);
    expect(built).toMatchObject({
      error: {
        code: "tool-failed",
        message:
          "Packing the bundle of hello: docker exec machine kbld --file /bundle/config --imgpkg-lock-output " +
          `/bundle/.imgpkg/images.yml --registry-insecure ended with exit code 1: ${stderr}`,
      },
    });
    expect(built.calls.at(-1)).toBe("rm --force --volumes machine");
  });

  it("does not guess what imgpkg has pushed", async () => {
    await using built = await build(hello, [
      { when: "exec machine cat /bundle.lock.yml", stdout: "bundle: {}" },
    ]);
    expect(built).toMatchObject({
      error: {
        code: "tool-failed",
        message: "Reading what imgpkg has pushed: its lock names no image; it says: bundle: {}",
      },
    });
  });
});
