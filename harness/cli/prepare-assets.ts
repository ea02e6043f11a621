import type { AssetId, Assets } from "../assets/index.ts";
import type { RunSettings } from "../scenario/settings.ts";

/** What a run hands to its workers of what the catalogue has. */
export type PreparedAssets = Pick<RunSettings, "images" | "archives" | "programs" | "versions">;

/** Makes sure that everything is there, and says where. */
export async function prepareAssets(assets: Assets, uses: readonly AssetId[]): Promise<PreparedAssets> {
  await assets.ensure(uses);
  const images = uses.filter((id) => assets.isImage(id));
  const versions = await assets.versions(uses);
  return {
    images: await pairs(images, (id) => assets.image(id)),
    // Pushed into registries from a file: no daemon of ours knows such a registry.
    archives: await pairs(
      images.filter((id) => id === "hello-app"),
      (id) => assets.archive(id),
    ),
    programs: uses.includes("kind") ? { kind: await assets.program("kind", "kind") } : {},
    versions: Object.fromEntries(versions.map((version) => [version.name, version])),
  };
}

async function pairs<T>(
  ids: readonly AssetId[],
  value: (id: AssetId) => Promise<T>,
): Promise<Record<string, T>> {
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await value(id)] as const)));
}
