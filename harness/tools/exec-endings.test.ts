import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Command, exec } from "./exec.ts";

/** A Node program, given as its source. */
function program(source: string, ...args: string[]): Pick<Command, "file" | "args"> {
  return { file: process.execPath, args: ["-e", source, ...args] };
}

/** Runs until it is asked to end, and then takes it for a reason to end in good order. */
const endsInGoodOrder = program(
  "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('at work')",
);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tkglab-exec-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("exec, where a program does not come to its own end,", () => {
  it("says that it is not installed", async () => {
    await expect(exec({ file: "tkglab-no-such-program", args: ["x"] })).rejects.toMatchObject({
      code: "missing-tool",
      message: "Running tkglab-no-such-program: it is not installed, or not on the PATH",
      hint: "tkglab doctor",
    });
  });

  it("does not call a program missing whose folder is", async () => {
    const cwd = join(folder, "gone");
    await expect(exec({ ...program("1"), cwd })).rejects.toMatchObject({
      code: "internal",
      message: `Running ${process.execPath}: its folder ${cwd} does not exist`,
    });
  });

  it("says that it may not be executed", async () => {
    const file = join(folder, "not-executable");
    await writeFile(file, "");
    await expect(exec({ file, args: ["x"] })).rejects.toMatchObject({
      code: "tool-failed",
      message: `Running ${file} x: it cannot be executed: spawn ${file} EACCES`,
      hint: `ls -l ${file}`,
    });
  });

  it("says which signal ended it, and what it last said", async () => {
    const command = program("console.error('last words'); process.kill(process.pid, 'SIGKILL')");
    await expect(exec(command)).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(/^Running .*: ended by SIGKILL; it last said: last words$/) as string,
    });
  });

  it.each([
    ["just ends", program("setInterval(() => {}, 1000); console.log('at work')")],
    ["ends in good order", endsInGoodOrder],
  ])("says that time was up, where it %s", async (_how, command) => {
    await expect(exec({ ...command, limit: 500 })).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(
        /^Running .*: not done within 0\.5 s; it last said: (at work|\(it said nothing\))$/,
      ) as string,
    });
  });

  it.each([
    ["just ends", program("setInterval(() => {}, 1000); console.log('at work')")],
    ["ends in good order", endsInGoodOrder],
  ])("throws the reason for which it was stopped, where it %s", async (_how, command) => {
    const stop = new AbortController();
    const reason = new Error("Stopped by SIGINT");
    const run = exec({ ...command, signal: stop.signal, onLine: () => stop.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });

  it("does not begin what is stopped already", async () => {
    const reason = new Error("stopped before");
    const file = join(folder, "not-written");
    const run = exec({ file: "touch", args: [file], signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  });

  it("gives the result of what had ended before it was stopped", async () => {
    const stop = new AbortController();
    const result = await exec({ ...program("process.exit(4)"), signal: stop.signal });
    stop.abort();
    expect(result.exitCode).toBe(4);
  });
});
