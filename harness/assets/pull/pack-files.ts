import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { labels } from "../../core/labels.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { execOk } from "../../tools/exec.ts";
import { assetOf } from "../build/image-name.ts";
import { asIfPacked } from "../build/buildpack-image.ts";
import { sha256OfFile } from "../sources.ts";
import { type AssetRecord, type AssetStore, recordFile } from "../store.ts";

/** The label that names the programs in an image, and the digests that they had when they were built: JSON. */
export const programsLabel = "tkglab.programs";

/** When everything was made: the same files are the same image, whenever and by whomever they are packed. */
const created = "1980-01-01T00:00:01Z";

/** Docker's names for what Node calls otherwise. */
const architectures: Readonly<Record<string, string>> = { x64: "amd64" };

/** Makes an image of the files of an asset, under a name: one layer, in it a folder that is called like the key. */
export async function packFiles(
  { id, key, programs }: AssetRecord,
  {
    store,
    image,
    signal,
  }: { readonly store: AssetStore; readonly image: string; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const doing = `Packing ${id}`;
  const work = await store.workFolder(id);
  try {
    await execOk({
      doing,
      file: "tar",
      args: [
        ...["--create", "--file", join(work, "layer.tar"), ...asIfPacked],
        ...[`--exclude=${key}/${recordFile}`, "--directory", dirname(store.folder(id, key)), key],
      ],
      signal,
    });
    const layer = `sha256:${await sha256OfFile(join(work, "layer.tar"))}`;
    const config = {
      architecture: architectures[process.arch] ?? process.arch,
      os: "linux",
      created,
      config: {
        Labels: {
          [labels.asset]: assetOf(id, key),
          ...(programs === undefined ? {} : { [programsLabel]: JSON.stringify(programs) }),
        },
      },
      rootfs: { type: "layers", diff_ids: [layer] },
      history: [{ created, created_by: "tkglab images push" }],
    };
    await writeFile(join(work, "config.json"), JSON.stringify(config));
    const manifest = [{ Config: "config.json", RepoTags: [image], Layers: ["layer.tar"] }];
    await writeFile(join(work, "manifest.json"), JSON.stringify(manifest));
    const archive = join(work, "image.tar");
    const members = ["manifest.json", "config.json", "layer.tar"];
    await execOk({
      doing,
      file: "tar",
      args: ["--create", "--file", archive, "--directory", work, ...members],
      signal,
    });
    await dockerOk(doing, ["load", "--input", archive], { signal });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
