import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { HarnessError, messageOf } from "../core/errors.ts";
import { toHtml } from "./html/page.ts";
import { toJunit } from "./junit.ts";
import { readResults, type Results } from "./results.ts";

/** The files of a report, as absolute paths. */
export interface WrittenReport {
  readonly results: string;
  readonly junit: string;
  readonly html: string;
  /** The link beside the folder that points to it; absent where the folder itself has that name. */
  readonly latest?: string;
}

/**
 * Writes results.json, junit.xml and index.html into a folder and points `latest` beside it there. Each file is there
 * whole or not at all, and a link that was there stays until the new one replaces it.
 * @throws HarnessError `bad-input` for results that do not fit their schema and for a folder that cannot be written,
 * `no-space` for a full disk.
 */
export async function writeReport(input: {
  readonly results: Results;
  readonly dir: string;
}): Promise<WrittenReport> {
  const results = readResults(input.results);
  const dir = resolve(input.dir);
  const files = {
    results: { path: join(dir, "results.json"), text: `${JSON.stringify(results, null, 2)}\n` },
    junit: { path: join(dir, "junit.xml"), text: toJunit(results) },
    html: { path: join(dir, "index.html"), text: toHtml(results) },
  };
  try {
    await mkdir(dir, { recursive: true });
    await replaceFiles(Object.values(files));
    const paths = { results: files.results.path, junit: files.junit.path, html: files.html.path };
    if (basename(dir) === "latest") return paths;
    return { ...paths, latest: await pointLatest(dir) };
  } catch (error) {
    throw cannotWrite(dir, error);
  }
}

async function replaceFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  const drafts = files.map(({ path, text }) => ({ path, text, draft: besides(path) }));
  try {
    for (const { draft, text } of drafts) await writeFile(draft, text, { flag: "wx" });
    for (const { draft, path } of drafts) await rename(draft, path);
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true });
  }
}

async function pointLatest(dir: string): Promise<string> {
  const latest = join(dirname(dir), "latest");
  const draft = besides(latest);
  try {
    await symlink(basename(dir), draft);
    await rename(draft, latest);
  } finally {
    await rm(draft, { force: true });
  }
  return latest;
}

/** A hidden name in the same folder: a rename is atomic only within one file system. */
function besides(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}`);
}

function cannotWrite(dir: string, error: unknown): HarnessError {
  const full = error instanceof Error && "code" in error && error.code === "ENOSPC";
  return new HarnessError({
    code: full ? "no-space" : "bad-input",
    message: `Writing the report to ${dir}: ${messageOf(error)}`,
    hint: full ? `df -h ${dir}` : `ls -la ${dirname(dir)}`,
    cause: error,
  });
}
