import { join } from "node:path";
import { $ } from "zx";
import { type Count, one } from "./part.ts";

export const project = join(import.meta.dirname, "../..");

const shown = { cwd: project, nothrow: true, stdio: "inherit" } as const;

/** Runs a program in the project, shows what it prints, and gives its exit code. */
export async function show(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  return (await $({ ...shown, env: { ...process.env, ...env } })`${argv}`).exitCode;
}

/** Runs a program in the project, shows its stderr only, and gives its exit code and what it printed. */
export async function readFrom(
  argv: readonly string[],
  cwd = project,
): Promise<{ readonly exitCode: number | null; readonly stdout: string }> {
  const { exitCode, stdout } = await $({
    cwd,
    nothrow: true,
    quiet: true,
    stdio: ["ignore", "pipe", "inherit"],
  })`${argv}`;
  return { exitCode, stdout };
}

/** An npm script of package.json as one check. */
export async function npmCheck(script: string): Promise<Count> {
  return one((await show(["npm", "run", "--silent", script])) === 0);
}

/** `tkglab` from its sources. */
export function tkglab(...args: readonly string[]): readonly string[] {
  return [process.execPath, join(project, "harness/cli/main.ts"), ...args];
}
