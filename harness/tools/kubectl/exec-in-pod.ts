import type { CommandResult } from "../exec.ts";
import { explainKubectlFailure } from "./errors.ts";
import { kubectl, type KubectlOptions } from "./kubectl.ts";

/** Which Pod is meant; it has one container. */
export interface PodRef {
  readonly name: string;
  readonly namespace: string;
}

/** What kubectl adds to the words of a command that ended with another exit code than 0. */
const ending = /(^|\n)command terminated with exit code \d+$/;

/**
 * Runs a command in a Pod; its exit code is a value, and so are its words.
 * @throws HarnessError what kubectl says when it could not begin: no such Pod, no container that runs
 */
export async function execInPod(
  { name, namespace }: PodRef,
  command: readonly string[],
  options: KubectlOptions,
  input?: string,
): Promise<CommandResult> {
  const stdin = input === undefined ? [] : ["--stdin"];
  const args = ["exec", name, "--namespace", namespace, ...stdin, "--", ...command];
  const result = await kubectl(args, options, input);
  if (result.exitCode === 0) return result;
  if (!ending.test(result.stderr)) {
    throw explainKubectlFailure(`Running ${command[0] ?? ""} in Pod ${name}`, result);
  }
  return { ...result, stderr: result.stderr.replace(ending, "") };
}
