import type { StoredManifest } from "./distribution-client.ts";
import { type JsonObject, numberField, objectField, objectsField, textField } from "./json-fields.ts";
import type { Project } from "./projects.ts";
import type { World } from "./world.ts";

/** An artifact of a repository with the tags that lead to it. */
export interface Artifact {
  readonly manifest: StoredManifest;
  readonly tags: readonly string[];
}

/** The artifacts of a repository: those with a tag, and those without that came through here. */
export async function artifactsOf(world: World, repository: string): Promise<readonly Artifact[]> {
  return withoutParts(await manifestsOf(world, repository));
}

/** The same with the parts of multi-platform images. */
export async function manifestsOf(
  { distribution, ledger }: World,
  repository: string,
): Promise<readonly Artifact[]> {
  const byDigest = new Map<string, { manifest: StoredManifest; tags: string[] }>();
  for (const tag of await distribution.tags(repository)) {
    const manifest = await distribution.manifest(repository, tag);
    if (manifest === undefined) continue;
    const known = byDigest.get(manifest.digest);
    if (known === undefined) byDigest.set(manifest.digest, { manifest, tags: [tag] });
    else known.tags.push(tag);
  }
  for (const digest of ledger.digestsIn(repository)) {
    if (byDigest.has(digest)) continue;
    const manifest = await distribution.manifest(repository, digest);
    if (manifest !== undefined) byDigest.set(digest, { manifest, tags: [] });
  }
  return [...byDigest.values()];
}

/** The repositories of a project that hold anything. Distribution also lists those that are empty by now. */
export async function repositoriesOf(world: World, project: Project): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await world.distribution.catalog()) {
    if (!name.startsWith(`${project.name}/`)) continue;
    if ((await artifactsOf(world, name)).length > 0) found.push(name);
  }
  return found;
}

/** Takes a repository's artifacts away, all of them. */
export async function deleteRepository(world: World, repository: string): Promise<void> {
  const digests = new Set(world.ledger.digestsIn(repository));
  for (const { manifest } of await artifactsOf(world, repository)) digests.add(manifest.digest);
  for (const digest of digests) await deleteArtifact(world, repository, digest);
  world.ledger.forget(repository);
}

export async function deleteArtifact(world: World, repository: string, digest: string): Promise<void> {
  await world.distribution.deleteManifest(repository, digest);
  world.ledger.deleted(repository, digest);
  world.quotas.release(repository, digest);
}

/** Bytes of all that an artifact refers to directly, itself included. */
export function sizeOf({ length, content }: StoredManifest): number {
  return partsOf(content).reduce((sum, part) => sum + (numberField(part, "size") ?? 0), length);
}

/** What a manifest refers to directly: its configuration and layers, or the manifests of an index. */
export function partsOf(content: JsonObject): readonly JsonObject[] {
  return [
    objectField(content, "config"),
    ...objectsField(content, "layers"),
    ...objectsField(content, "manifests"),
  ];
}

/** The parts of a multi-platform image are not artifacts of their own. */
function withoutParts(artifacts: readonly Artifact[]): readonly Artifact[] {
  const parts = new Set(
    artifacts.flatMap(({ manifest }) =>
      objectsField(manifest.content, "manifests").map((part) => textField(part, "digest")),
    ),
  );
  return artifacts.filter(({ manifest, tags }) => tags.length > 0 || !parts.has(manifest.digest));
}
