import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { packageVersion } from "./package-version.ts";
import { commitOf, sourceVersion } from "./source-version.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

/** The commit of a folder with these files. */
async function commitWith(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  await using folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), text);
  }
  return await commitOf(folder.path);
}

describe("commitOf", () => {
  it.each([
    ["a branch", { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${commit}\n` }],
    ["a commit alone, as CI checks it out", { ".git/HEAD": `${commit}\n` }],
    [
      "a branch that git has tidied away",
      {
        ".git/HEAD": "ref: refs/heads/a/b\n",
        ".git/packed-refs": `# pack-refs with: peeled\n${"f".repeat(40)} refs/heads/b\n${commit} refs/heads/a/b\n`,
      },
    ],
  ])("finds %s", async (_, files) => {
    expect(await commitWith(files)).toBe("0123456789ab");
  });

  it.each([
    ["no checkout", {}],
    ["a worktree", { ".git": "gitdir: elsewhere\n" }],
    ["a branch without a commit", { ".git/HEAD": "ref: refs/heads/main\n" }],
    ["something else", { ".git/HEAD": "hello\n" }],
  ])("finds none in %s", async (_, files) => {
    expect(await commitWith(files)).toBeUndefined();
  });
});

it("is the package's version, and the commit where there is one", async () => {
  const version = await packageVersion();
  const known = await sourceVersion();
  expect(known.replace(/\+[0-9a-f]{12}$/, "")).toBe(version);
});
