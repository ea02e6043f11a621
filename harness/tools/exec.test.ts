import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, exec, execOk, failed, lastLine } from "./exec.ts";

/** A Node program, given as its source. */
function program(source: string, ...args: string[]): Pick<Command, "file" | "args"> {
  return { file: process.execPath, args: ["-e", source, ...args] };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tkglab-exec-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("exec", () => {
  it("gives both streams without their last newline, and the time", async () => {
    const result = await exec(program("console.log('out\\n'); console.error('err')"));
    expect(result).toMatchObject({ exitCode: 0, stdout: "out\n", stderr: "err" });
    expect(result.ms).toBeGreaterThan(0);
  });

  it("gives an exit code as a value", async () => {
    expect(await exec(program("process.exit(3)"))).toMatchObject({ exitCode: 3, stdout: "", stderr: "" });
  });

  it("hands arguments over as they are, and gives the command as a person would type it", async () => {
    const args = ["a b", "$HOME", "k=v", "it's"];
    const result = await exec({ file: "printf", args: ["<%s>", ...args] });
    expect(result.stdout).toBe("<a b><$HOME><k=v><it's>");
    const typed = await exec({ file: "sh", args: ["-c", result.command] });
    expect(typed.stdout).toBe(result.stdout);
  });

  it("adds to the environment, and takes out of it", async () => {
    const { stdout } = await exec({
      ...program("console.log(process.env.TKGLAB_ADDED, 'HOME' in process.env, 'PATH' in process.env)"),
      env: { TKGLAB_ADDED: "added", HOME: undefined },
    });
    expect(stdout).toBe("added false true");
  });

  it("runs in a folder and reads its input, and nothing where there is none", async () => {
    expect(await exec({ file: "pwd", args: [], cwd: folder })).toMatchObject({ stdout: folder });
    expect(await exec({ file: "cat", args: [], input: "some text" })).toMatchObject({ stdout: "some text" });
    expect(await exec({ file: "cat", args: [] })).toMatchObject({ stdout: "" });
  });

  it("says each line as it comes, from either stream, and gives them all the same", async () => {
    const lines: string[] = [];
    const source = "console.log('one\\ntwo'); console.error('three')";
    const result = await exec({ ...program(source), onLine: (line) => lines.push(line) });
    expect(lines.toSorted()).toEqual(["one", "three", "two"]);
    expect(result).toMatchObject({ stdout: "one\ntwo", stderr: "three" });
  });

  it("writes more to a file than it would keep", async () => {
    const stdoutFile = join(folder, "much");
    const size = 65 * 1024 * 1024;
    await exec({ file: "head", args: ["-c", String(size), "/dev/zero"], stdoutFile });
    expect((await stat(stdoutFile)).size).toBe(size);
  });

  it("writes standard output to a file instead", async () => {
    const stdoutFile = join(folder, "out");
    const result = await exec({ ...program("console.log('to the file'); console.error('err')"), stdoutFile });
    expect(await readFile(stdoutFile, "utf8")).toBe("to the file\n");
    expect(result).toMatchObject({ stdout: "", stderr: "err" });
  });
});

describe("execOk", () => {
  it("gives standard output", async () => {
    expect(await execOk({ doing: "Greeting", ...program("console.log('hello')") })).toBe("hello");
  });

  it("says what was done, the command, its exit code, its last words and what to do", async () => {
    const greet = { file: "sh", args: ["-c", "echo said; echo cried >&2; exit 5"] };
    await expect(execOk({ doing: "Greeting", hint: "be kind", ...greet })).rejects.toMatchObject({
      code: "tool-failed",
      message: "Greeting: sh -c 'echo said; echo cried >&2; exit 5' ended with exit code 5: cried",
      hint: "be kind",
    });
  });
});

describe("failed", () => {
  it("has no hint where nobody gave one", () => {
    const result = { command: "x -y", exitCode: 2, stdout: "", stderr: "", ms: 1 };
    const error = failed("Trying", result);
    expect(error.message).toBe("Trying: x -y ended with exit code 2: (it said nothing)");
    expect(error.hint).toBeUndefined();
  });
});

describe("lastLine", () => {
  it("is not longer than a person reads, whatever a program prints without a line end", () => {
    expect(lastLine({ stdout: "", stderr: `begin ${"x".repeat(5_000)} end` })).toMatch(/^… x{496} end$/);
  });

  it.each([
    ["what stderr says, where it says anything", "out\n", "err\n", "err"],
    ["what stdout says, where stderr says nothing", "out\n", " \n", "out"],
    ["three lines at most", "", "1\n2\n3\n4\n", "2\n3\n4"],
    ["that there is nothing", "", "", "(it said nothing)"],
  ])("gives %s", (_what, stdout, stderr, last) => {
    expect(lastLine({ stdout, stderr })).toBe(last);
  });
});
