import { budgets } from "../../core/budgets.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { docker } from "./docker.ts";

/** Milliseconds that a daemon which is there may take for an answer. */
const limit = 10_000;

/**
 * Waits until Docker's daemon answers: one that is being restarted is back within seconds. Gives what was heard of it
 * first in place of an answer; undefined where it answered at once.
 * @throws HarnessError `timeout` when it does not come back, `missing-tool` without the Docker CLI.
 */
export async function untilDockerAnswers(signal?: AbortSignal): Promise<string | undefined> {
  let first: string | undefined;
  await waitFor({
    what: "Docker's daemon to answer",
    look: async () => {
      const silence = await silenceOfDocker(signal);
      first ??= silence;
      return silence === undefined ? ready(undefined) : notYet(silence);
    },
    budget: budgets.dockerBack,
    signal,
  });
  return first;
}

/** Why Docker's daemon does not answer; undefined where it does. */
async function silenceOfDocker(signal: AbortSignal | undefined): Promise<string | undefined> {
  try {
    const { exitCode, stderr } = await docker(["version", "--format", "{{.Server.Version}}"], {
      signal,
      limit,
    });
    return exitCode === 0 ? undefined : stderr;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    if (error.code !== "no-docker" && error.code !== "timeout") throw error;
    return messageOf(error);
  }
}
