import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../core/errors.ts";
import { packageRoot } from "../../core/package-root.ts";
import type { CarvelBundleRecipe } from "../recipe.ts";
import { filesBelow } from "../sources.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { startProjectRegistry } from "./project-registry.ts";
import { publishedName } from "./published-name.ts";

/** The tools would take the lab's registry for one with TLS. */
const insecure = "--registry-insecure";

/**
 * Makes a bundle as its project does, by kbld and imgpkg, and packs it as the field gets it: `bundle.tar`, and beside
 * it the Packages, which name the bundle by its digest.
 */
export async function buildCarvelBundle(
  recipe: CarvelBundleRecipe,
  request: BuildRequest,
): Promise<BuildProduct> {
  const { work, inputImage } = request;
  const doing = `Packing ${recipe.title}`;
  const bundle = join(work, "bundle");
  const published = publishedName(recipe.published);
  const images = Object.entries(recipe.images).map(([name, asset]) => ({ name: publishedName(name), asset }));
  await mkdir(join(bundle, ".imgpkg"), { recursive: true });
  await copyConfig(recipe, request, join(bundle, "config"));
  const hosts = new Set([published, ...images.map(({ name }) => name)].map(({ host }) => host));
  await using registry = await startProjectRegistry([...hosts], request);
  for (const { name, asset } of images) {
    const digest = await registry.publish(inputImage(asset), name);
    // A release names its images by digest, as ko does and as seed 000 shows.
    await writeInto(join(bundle, "config"), `${name.untagged}:${name.tag}`, `${name.untagged}@${digest}`);
  }
  await registry.copyIn(doing, bundle, "/bundle");
  await registry.run(doing, [
    ...["kbld", "--file", "/bundle/config", "--imgpkg-lock-output", "/bundle/.imgpkg/images.yml", insecure],
  ]);
  await registry.run(doing, [
    ...["imgpkg", "push", "--bundle", recipe.published, "--file", "/bundle"],
    ...["--lock-output", "/bundle.lock.yml", insecure],
  ]);
  const image = bundleImage(await registry.run(doing, ["cat", "/bundle.lock.yml"]));
  await registry.run(doing, [
    ...["imgpkg", "copy", "--bundle", recipe.published, "--to-tar", "/bundle.tar", insecure],
  ]);
  await registry.copyOut(doing, "/bundle.tar", join(work, "bundle.tar"));
  await Promise.all([rm(bundle, { recursive: true }), rm(join(work, "image.tar"), { force: true })]);
  await cp(join(sourceFolder(recipe), "packages"), work, { recursive: true });
  await writeInto(work, published.untagged, image);
  return {};
}

/** The configuration that the bundle carries: what another asset rendered, or the lab's own. */
async function copyConfig(
  recipe: CarvelBundleRecipe,
  { inputFolder }: BuildRequest,
  to: string,
): Promise<void> {
  if (recipe.manifests === undefined) await cp(join(sourceFolder(recipe), "config"), to, { recursive: true });
  else await cp(join(inputFolder(recipe.manifests), "manifests.yaml"), join(to, "manifests.yaml"));
}

/** Writes one text for another into all manifests of a folder that have it: one at least. */
async function writeInto(folder: string, from: string, to: string): Promise<void> {
  const manifests = (await filesBelow(folder)).filter(({ name }) => name.endsWith(".yaml"));
  const texts = await Promise.all(
    manifests.map(async ({ path }) => ({ path, text: await readFile(path, "utf8") })),
  );
  const concerned = texts.filter(({ text }) => text.includes(from));
  if (concerned.length === 0) {
    throw new HarnessError({
      code: "internal",
      message: `Putting ${to} into manifests: none of ${manifests.map(({ name }) => name).join(", ")} names ${from}`,
      hint: "harness/assets/catalogue/packages.ts",
    });
  }
  for (const { path, text } of concerned) await writeFile(path, text.replaceAll(from, to));
}

/** The bundle by its digest, out of the lock that `imgpkg push` writes. */
function bundleImage(lock: string): string {
  const image = /^ +image: (\S+@sha256:[0-9a-f]{64})$/m.exec(lock)?.[1];
  if (image !== undefined) return image;
  throw new HarnessError({
    code: "tool-failed",
    message: `Reading what imgpkg has pushed: its lock names no image; it says: ${lock}`,
  });
}

function sourceFolder({ folder }: CarvelBundleRecipe): string {
  return join(packageRoot, "fixtures/bundles", folder);
}
