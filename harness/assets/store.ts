import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { HarnessError } from "../core/errors.ts";
import { sha256OfFile } from "./sources.ts";

const recordSchema = z.strictObject({
  id: z.string(),
  key: z.string(),
  seconds: z.number(),
  /** For an image: what it is called, and the digest it had when it was first seen. */
  image: z.strictObject({ ref: z.string(), id: z.string() }).optional(),
  /** For programs: their digests when they were first seen, by name. */
  programs: z.record(z.string(), z.string()).optional(),
});

/** What is known of something that was built. */
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

  /** The record of a finished asset; undefined when it is not there, or was cut off. */
  async read(id: string, key: string): Promise<AssetRecord | undefined> {
    const text = await readFile(join(this.folder(id, key), "record.json"), "utf8").catch(absent);
    return text === undefined ? undefined : recordSchema.parse(JSON.parse(text));
  }

  /** An empty folder to build in; nobody takes it for a finished one. */
  async workFolder(id: string): Promise<string> {
    const folder = join(this.dir, id, `.building-${process.pid}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Turns a work folder into the finished asset in one step. */
  async finish(work: string, record: AssetRecord): Promise<void> {
    await writeFile(join(work, "record.json"), `${JSON.stringify(record, undefined, 2)}\n`);
    const folder = this.folder(record.id, record.key);
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
  }

  /** Every finished asset, with the keys that no recipe asks for any more. */
  async all(): Promise<{ readonly id: string; readonly key: string }[]> {
    const ids = await readdir(this.dir).catch(() => []);
    const found = await Promise.all(
      ids.map(async (id) => {
        const keys = await readdir(join(this.dir, id)).catch(() => []);
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
    const digest = await sha256OfFile(path);
    if (record.programs?.[name] === digest) return path;
    throw new HarnessError({
      code: "unverified",
      message: `Checking ${name} in the cache: its digest is ${digest}, built was ${record.programs?.[name] ?? "no such program"}`,
      hint: `rm -r ${this.folder(record.id, record.key)}, then run again: it is built anew`,
    });
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
