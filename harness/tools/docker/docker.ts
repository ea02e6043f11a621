import { type Command, type CommandResult, exec } from "../exec.ts";
import { explainDockerFailure } from "./errors.ts";

/** What a Docker command may be told besides its arguments. */
export type DockerOptions = Pick<Command, "input" | "signal" | "onLine" | "limit" | "stdoutFile" | "cwd">;

/**
 * Runs the Docker CLI; the exit code is a value.
 * @throws HarnessError `missing-tool` without the CLI, `no-docker` when the daemon does not answer.
 */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<CommandResult> {
  // The classic builder is the only one that every installation has: docker.io of Debian comes without buildx.
  const result = await exec({
    file: "docker",
    args,
    env: { DOCKER_BUILDKIT: "0", DOCKER_CLI_HINTS: "false" },
    ...options,
  });
  if (result.exitCode !== 0) {
    const down = explainDockerFailure("Talking to Docker", result);
    if (down.code === "no-docker") throw down;
  }
  return result;
}

/**
 * Runs a Docker command that has to succeed, and gives its standard output.
 * @throws HarnessError `no-docker`, `no-space`, `port-in-use` or `tool-failed`, with the daemon's words.
 */
export async function dockerOk(
  doing: string,
  args: readonly string[],
  options: DockerOptions = {},
): Promise<string> {
  const result = await docker(args, options);
  if (result.exitCode === 0) return result.stdout;
  throw explainDockerFailure(doing, result);
}
