import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { packageRoot } from "../core/package-root.ts";

/** What a stand-in says to arguments that match a pattern of the shell. */
export interface Answer {
  /** A pattern over all arguments, joined by spaces: `ps --all *`. */
  readonly when: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** A stand-in for a program, first on the PATH of this process until it is disposed of. */
export interface FakeProgram extends AsyncDisposable {
  /** The arguments of every call so far, joined by spaces. */
  calls(): Promise<string[]>;
}

/** For tests: puts a program in place of a real one that answers as it is told, the first match first. */
export async function fakeProgram(name: string, answers: readonly Answer[]): Promise<FakeProgram> {
  const bin = await mkdtemp(join(tmpdir(), "tkglab-fake-"));
  const folder = join(bin, `${name}.answers`);
  await mkdir(folder);
  await writeFile(join(folder, "calls"), "");
  await symlink(join(packageRoot, "fixtures/fake-bin/answering"), join(bin, name));
  for (const [place, { when, stdout = "", stderr = "", exitCode = 0 }] of answers.entries()) {
    const answer = join(folder, String(place).padStart(3, "0"));
    await mkdir(answer);
    for (const [file, text] of Object.entries({ when, stdout, stderr, exit: String(exitCode) })) {
      await writeFile(join(answer, file), text);
    }
  }
  const before = process.env.PATH ?? "";
  process.env.PATH = `${bin}${delimiter}${before}`;
  return {
    async calls() {
      return (await readFile(join(folder, "calls"), "utf8")).split("\n").slice(0, -1);
    },
    async [Symbol.asyncDispose]() {
      process.env.PATH = before;
      // A call under way may write its last line just now.
      await rm(bin, { recursive: true, maxRetries: 5 });
    },
  };
}
