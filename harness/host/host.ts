import { readFile, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../core/errors.ts";
import { type CommandResult, exec } from "../tools/exec.ts";

/** The machine as the checks see it, so that tests can bring their own. Nothing here changes anything. */
export interface Host {
  /** The folder that holds tkglab's cache; it need not be there yet. */
  readonly cacheDir: string;
  /** The Node that runs this, as "v24.21.0". */
  readonly nodeVersion: string;
  /** The text of a file, or undefined where it is missing or may not be read. */
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** Runs a program to its end; undefined when it is not installed. */
  run(file: string, args: readonly string[]): Promise<CommandResult | undefined>;
  /** Bytes that a user may still write where `path` is or would be. */
  freeBytes(path: string): Promise<number>;
}

/** No check may hang on a daemon that neither answers nor refuses. Milliseconds. */
const limit = 20_000;

/**
 * The machine that this process runs on.
 * @param root put before every path that is read, so that a test can show another machine's files
 */
export function thisHost({
  cacheDir,
  root = "",
}: {
  readonly cacheDir: string;
  readonly root?: string;
}): Host {
  return {
    cacheDir,
    nodeVersion: process.version,
    read: (path) => read(root + path),
    exists: async (path) => (await orUndefined(stat(root + path))) !== undefined,
    run,
    freeBytes,
  };
}

async function read(path: string): Promise<string | undefined> {
  return await orUndefined(readFile(path, "utf8"));
}

/** A file that is missing or may not be read is an answer; whatever else goes wrong is not. */
async function orUndefined<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(codeOf(error))) return undefined;
    throw error;
  }
}

async function run(file: string, args: readonly string[]): Promise<CommandResult | undefined> {
  try {
    return await exec({ file, args, limit });
  } catch (error) {
    if (error instanceof HarnessError && error.code === "missing-tool") return undefined;
    throw error;
  }
}

async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (error) {
    const parent = dirname(path);
    if (codeOf(error) !== "ENOENT" || parent === path) throw error;
    return await freeBytes(parent);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
