import { $ } from "zx";
import { HarnessError } from "../../harness/core/errors.ts";
import { lastLine } from "../../harness/tools/exec.ts";

export interface HostCommand {
  readonly argv: readonly string[];
  /** What it is for, as the beginning of a sentence: "Installing docker.io". */
  readonly doing: string;
  readonly hint: string;
  readonly cwd?: string;
  /** Added to this process's environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a command on the host, quiet unless it fails, and gives what it printed.
 * @throws HarnessError `tool-failed` with its last lines
 */
export async function command({ argv, doing, hint, cwd, env = {} }: HostCommand): Promise<string> {
  const settings = { quiet: true, nothrow: true, input: "", env: { ...process.env, ...env } };
  const result = await $({ ...settings, ...(cwd === undefined ? {} : { cwd }) })`${argv}`;
  if (result.exitCode === 0) return result.stdout;
  const said = lastLine(result);
  throw new HarnessError({
    code: "tool-failed",
    message: `${doing}: ${argv.join(" ")} ended with exit code ${result.exitCode ?? "none"}: ${said}`,
    hint,
  });
}
