import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { failedScenario } from "./sample-failed.ts";
import type { ScenarioResult } from "./scenario-result.ts";

/** A scenario that names files, of which those with a text are there. */
async function scenarioWith(
  dir: string,
  files: Readonly<Record<string, string | undefined>>,
): Promise<ScenarioResult> {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) continue;
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  const evidence = Object.keys(files).map((path) => ({
    name: path,
    path,
    mediaType: "text/plain",
    bytes: 1,
  }));
  return { ...failedScenario, evidence };
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted();
}

describe("gatherEvidence", () => {
  it("copies what is named, from wherever it lies, and nothing else", async () => {
    await using folder = await temporaryFolder();
    const [one, two, whole] = ["one", "two", "whole"].map((name) => join(folder.path, name));
    if (one === undefined || two === undefined || whole === undefined) throw new Error("three folders");
    const first = await scenarioWith(one, {
      "evidence/a/b/journal.log": "one",
      "evidence/a/b/c d.txt": "two",
    });
    const second = await scenarioWith(two, { "evidence/x/y/journal.log": "three" });
    await writeFile(join(two, "evidence/x/y/stranger.log"), "nobody named it");
    const absent = await gatherEvidence(
      [
        { dir: one, scenarios: [first] },
        { dir: two, scenarios: [second] },
      ],
      whole,
    );
    expect(absent).toEqual([]);
    expect(await filesBelow(whole)).toEqual([
      join(whole, "evidence/a/b/c d.txt"),
      join(whole, "evidence/a/b/journal.log"),
      join(whole, "evidence/x/y/journal.log"),
    ]);
    expect(await readFile(join(whole, "evidence/x/y/journal.log"), "utf8")).toBe("three");
    // A copy, so that whoever writes to the one does not change the other.
    await writeFile(join(two, "evidence/x/y/journal.log"), "changed");
    expect(await readFile(join(whole, "evidence/x/y/journal.log"), "utf8")).toBe("three");
  });

  it("says which files are not there, and copies the others", async () => {
    await using folder = await temporaryFolder();
    const [from, to] = [join(folder.path, "from"), join(folder.path, "to")];
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`evidence/${at}.log`, `${at}`]));
    const scenario = await scenarioWith(from, {
      ...files,
      "evidence/z.log": undefined,
      "gone/y.log": undefined,
    });
    expect(await gatherEvidence([{ dir: from, scenarios: [scenario] }], to)).toEqual([
      "evidence/z.log",
      "gone/y.log",
    ]);
    expect(await filesBelow(to)).toHaveLength(40);
  });

  it("leaves alone what lies in the right folder already", async () => {
    await using folder = await temporaryFolder();
    const scenario = await scenarioWith(folder.path, { "evidence/a.log": "here" });
    expect(await gatherEvidence([{ dir: folder.path, scenarios: [scenario] }], `${folder.path}/.`)).toEqual(
      [],
    );
    expect(await readFile(join(folder.path, "evidence/a.log"), "utf8")).toBe("here");
  });

  it("does not go on where it cannot write", async () => {
    await using folder = await temporaryFolder();
    const [from, to] = [join(folder.path, "from"), join(folder.path, "to")];
    const scenario = await scenarioWith(from, { "evidence/a.log": "here" });
    await writeFile(to, "a file");
    await expect(gatherEvidence([{ dir: from, scenarios: [scenario] }], to)).rejects.toThrow("ENOTDIR");
  });
});
