import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { catalogue } from "../catalogue.ts";
import { filesBelow, sha256OfFile } from "../sources.ts";
import type { BuildRequest } from "./builder.ts";
import { buildCarvelBundle } from "./carvel-bundle.ts";
import { startProjectRegistry } from "./project-registry.ts";

/** @throws Error: a contract test that cannot run has failed */
function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: tkglab images env`);
  return value;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let helloApp: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const archive = fromEnvironment("TKGLAB_HELLO_APP_ARCHIVE");
  helloApp = (await dockerOk("Loading hello-app", ["load", "--input", archive])).replace(
    "Loaded image: ",
    "",
  );
});
afterAll(() => folder[Symbol.asyncDispose]());

async function request(name: string): Promise<BuildRequest> {
  const work = join(folder.path, name);
  await mkdir(work);
  return {
    ...{ key: "k", work, cacheDir: folder.path, labels: [], progress: silent, signal: undefined },
    inputFolder: () => dirname(fromEnvironment("TKGLAB_REGISTRY_BINARY")),
    inputImage: (id) => (id === "toolbox" ? fromEnvironment("TKGLAB_TOOLBOX_IMAGE") : helloApp),
  };
}

async function buildHello(name: string): Promise<string> {
  const recipe = catalogue.get("bundle-hello");
  if (recipe?.type !== "carvel-bundle") throw new Error("bundle-hello is no bundle");
  const asked = await request(name);
  await buildCarvelBundle(recipe, asked);
  return asked.work;
}

describe("a bundle", () => {
  it("is the same for the same image, in every byte", async () => {
    const [one, other] = [await buildHello("one"), await buildHello("other")];
    const digests = async (work: string) =>
      Promise.all((await filesBelow(work)).map(async ({ name, path }) => [name, await sha256OfFile(path)]));
    const files = await digests(one);
    expect(files.map(([name]) => name)).toEqual(["bundle.tar", "package-metadata.yaml", "package.yaml"]);
    expect(await digests(other)).toEqual(files);
  });

  it("is relocated by imgpkg, and its images with it: kbld says where they are now", async () => {
    const work = await buildHello("relocated");
    const digest = /@(sha256:[0-9a-f]{64})$/m.exec(await readFile(join(work, "package.yaml"), "utf8"))?.[1];
    const harbor = "harbor.tkg.test/library/hello-bundle";
    await using registry = await startProjectRegistry(["harbor.tkg.test"], await request("field"));
    const run = (...command: string[]) => registry.run(command.join(" "), command);
    await registry.copyIn("copying", join(work, "bundle.tar"), "/bundle.tar");
    await run("imgpkg", "copy", "--tar", "/bundle.tar", "--to-repo", harbor, "--registry-insecure");
    const bundle = `${harbor}@${digest ?? ""}`;
    await run("imgpkg", "pull", "--bundle", bundle, "--output", "/pulled", "--registry-insecure");
    const templates = "ytt --ignore-unknown-comments -f /pulled | kbld -f - 2>&1 >/rendered";
    const image = "@sha256:[0-9a-f]{64}";
    const said = await run("sh", "-c", templates);
    expect(said).toMatch(
      new RegExp(`^resolve \\| final: google-samples/hello-app(${image}) -> ${harbor}\\1$`),
    );
    expect(await run("cat", "/rendered")).toContain(` image: ${said.split(" -> ")[1] ?? ""}`);
  });
});
