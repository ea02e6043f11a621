import type { AssetId, Assets } from "../assets/index.ts";
import { hostPrograms, type RunSettings } from "../scenario/settings.ts";

/** What a run hands to its workers of what the catalogue has. */
export type PreparedAssets = Pick<RunSettings, "images" | "archives" | "programs" | "folders" | "versions">;

/** Pushed into registries from a file: no daemon of ours knows such a registry. */
const pushed: ReadonlySet<AssetId> = new Set(["hello-app", "nginx"]);

/** Makes sure that everything is there, and says where. */
export async function prepareAssets(assets: Assets, uses: readonly AssetId[]): Promise<PreparedAssets> {
  await assets.ensure(uses);
  const images = uses.filter((id) => assets.isImage(id));
  const versions = await assets.versions(uses);
  return {
    images: await pairs(images, (id) => assets.image(id)),
    archives: await pairs(
      images.filter((id) => pushed.has(id)),
      (id) => assets.archive(id),
    ),
    programs: Object.fromEntries(
      await Promise.all(
        Object.entries(hostPrograms)
          .filter(([, id]) => uses.includes(id))
          .map(async ([name, id]) => [name, await assets.program(id, name)] as const),
      ),
    ),
    folders: await pairs(
      uses.filter((id) => assets.isFolder(id)),
      (id) => assets.folder(id),
    ),
    versions: Object.fromEntries(versions.map((version) => [version.name, version])),
  };
}

async function pairs<T>(
  ids: readonly AssetId[],
  value: (id: AssetId) => Promise<T>,
): Promise<Record<string, T>> {
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await value(id)] as const)));
}
