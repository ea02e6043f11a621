import { dirname, join } from "node:path";
import type { Budget } from "../../core/budgets.ts";
import { type Command, type CommandResult, exec } from "../exec.ts";
import { explainKubectlFailure } from "./errors.ts";

/** Which kubectl talks to which cluster. */
export interface KubectlOptions extends Pick<Command, "signal"> {
  /** The kubectl binary. */
  readonly binary: string;
  /** The kubeconfig's file; the user's own is never read. */
  readonly kubeconfig: string;
}

/** The arguments of kubectl: what it caches stays beside the kubeconfig, not in the user's home. */
export function kubectlArgs(kubeconfig: string, args: readonly string[]): string[] {
  const cache = join(dirname(kubeconfig), "kubectl-cache");
  return ["--kubeconfig", kubeconfig, "--cache-dir", cache, ...args];
}

/** How long `kubectl wait` and `kubectl rollout status` wait. */
export function timeoutArg({ limit }: Budget): string {
  return `--timeout=${limit / 1000}s`;
}

/** Runs kubectl; the exit code is a value. `input` is what `-f -` reads. */
export function kubectl(
  args: readonly string[],
  { binary, kubeconfig, signal }: KubectlOptions,
  input?: string,
): Promise<CommandResult> {
  return exec({
    file: binary,
    args: kubectlArgs(kubeconfig, args),
    signal,
    ...(input === undefined ? {} : { input }),
  });
}

/**
 * Runs a kubectl command that has to succeed, and gives its standard output.
 * @throws HarnessError `unreachable` when the API server does not answer, `bad-input` when it refuses what it is given,
 * otherwise `tool-failed`; each with kubectl's words.
 */
export async function kubectlOk(
  doing: string,
  args: readonly string[],
  options: KubectlOptions,
  input?: string,
): Promise<string> {
  const result = await kubectl(args, options, input);
  if (result.exitCode === 0) return result.stdout;
  throw explainKubectlFailure(doing, result);
}
