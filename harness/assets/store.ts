import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { HarnessError } from "../core/errors.ts";
import { ownerIsAlive, thisOwner } from "../core/owner.ts";
import { sha256OfFile } from "./sources.ts";

const recordSchema = z.strictObject({
  id: z.string(),
  key: z.string(),
  seconds: z.number(),
  /** For an image: what it is called, and the digest it had when it was first seen. */
  image: z.strictObject({ ref: z.string(), id: z.string() }).optional(),
  /** For programs: their digests when they were first seen, by name. */
  programs: z.record(z.string(), z.string()).optional(),
  /** Where it was pulled from, and the digest of the manifest; nothing of what was built here. */
  pulled: z.strictObject({ from: z.string(), digest: z.string() }).optional(),
});

/** The file that says of a folder what it is. */
export const recordFile = "record.json";

/** How the name of a folder begins in which somebody builds; the owner follows. */
const building = ".building-";

/** What is known of something that was built or pulled. */
export type AssetRecord = z.infer<typeof recordSchema>;

/** The content-addressed cache: `<dir>/<id>/<key>/` holds the files and record.json, written last. */
export class AssetStore {
  readonly dir: string;

  constructor(cacheDir: string) {
    this.dir = join(cacheDir, "assets");
  }

  /** The folder of a finished asset. */
  folder(id: string, key: string): string {
    return join(this.dir, id, key);
  }

  /** The record of a finished asset; undefined when it is not there, was cut off, or is damaged. */
  async read(id: string, key: string): Promise<AssetRecord | undefined> {
    const text = await readFile(join(this.folder(id, key), recordFile), "utf8").catch(absent);
    return text === undefined ? undefined : parseRecord(text);
  }

  /** An empty folder to build in; nobody takes it for a finished one. Those of processes that have ended go. */
  async workFolder(id: string): Promise<string> {
    const parent = join(this.dir, id);
    const mine = thisOwner();
    for (const name of (await readdir(parent).catch(absent)) ?? []) {
      const owner = name.startsWith(building) ? name.slice(building.length) : undefined;
      if (owner === undefined || (owner !== mine && ownerIsAlive(owner))) continue;
      await rm(join(parent, name), { recursive: true, force: true });
    }
    const folder = join(parent, `${building}${mine}`);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Turns a work folder into the finished asset in one step. */
  async finish(work: string, record: AssetRecord): Promise<void> {
    await writeFile(join(work, recordFile), `${JSON.stringify(record, undefined, 2)}\n`);
    const folder = this.folder(record.id, record.key);
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
  }

  /** Every finished asset, with the keys that no recipe asks for any more. */
  async all(): Promise<{ readonly id: string; readonly key: string }[]> {
    const ids = (await readdir(this.dir).catch(absent)) ?? [];
    const found = await Promise.all(
      ids.map(async (id) => {
        const keys = (await readdir(join(this.dir, id)).catch(absent)) ?? [];
        return keys.filter((key) => !key.startsWith(".")).map((key) => ({ id, key }));
      }),
    );
    return found.flat();
  }

  /** Removes one asset's files. */
  async remove(id: string, key: string): Promise<void> {
    await rm(this.folder(id, key), { recursive: true, force: true });
  }

  /**
   * The path of a program that is about to be executed, after its digest has been checked.
   * @throws HarnessError `unverified` when it is not what was built.
   */
  async program(record: AssetRecord, name: string): Promise<string> {
    const path = join(this.folder(record.id, record.key), name);
    const digest = await sha256OfFile(path).catch(absent);
    const built = record.programs?.[name];
    if (digest !== undefined && digest === built) return path;
    const state = digest === undefined ? "it is not there" : `its digest is ${digest}`;
    throw new HarnessError({
      code: "unverified",
      message: `Checking ${name} in the cache: ${state}, built was ${built ?? "no such program"}`,
      hint: `rm -r ${this.folder(record.id, record.key)}, then run again: it is built anew`,
    });
  }
}

function parseRecord(text: string): AssetRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    // What a power cut has left half written is built anew.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
