import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { project } from "./in-project.ts";

/** A page of the documentation that a script writes. */
export interface DocsPage {
  /** Below docs/. */
  readonly name: string;
  /** The script, below scripts/. */
  readonly script: string;
  /** What the page is made from: `the scenarios say`. */
  readonly source: string;
  readonly text: string;
}

/**
 * Writes the page, or the file that the command line names. With --check it writes nothing, and the exit code is 1 when the
 * file is not what would be written.
 */
export async function writeDocsPage({ name, script, source, text }: DocsPage): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { check: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const page = join(project, "docs", name);
  const [file = page] = positionals;
  const formatted = await format(text, { ...(await resolveConfig(page)), parser: "markdown" });
  if (!values.check) {
    await writeFile(file, formatted);
  } else if ((await readFile(file, "utf8")) !== formatted) {
    process.stderr.write(`${file} is not what ${source}\n  what to do: node scripts/${script}\n`);
    process.exitCode = 1;
  }
}

/** The anchor that the usual viewers make of a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
