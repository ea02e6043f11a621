import { budgets } from "../../harness/core/budgets.ts";
import { HarnessError } from "../../harness/core/errors.ts";
import { notYet, ready, waitFor } from "../../harness/core/wait-for.ts";
import { readDocker } from "../../harness/host/docker-daemon.ts";
import type { Host } from "../../harness/host/index.ts";

export interface UntilDockerAnswersInput {
  readonly host: Host;
  readonly hint: string;
  /** Says how the daemon ended, if it did: there is nothing to wait for any more. */
  readonly death?: () => Promise<string | undefined>;
}

/** Waits until Docker's daemon answers. */
export async function untilDockerAnswers({ host, hint, death }: UntilDockerAnswersInput): Promise<void> {
  await waitFor({
    what: "Docker's daemon to answer",
    look: async () => {
      const dead = await death?.();
      if (dead !== undefined) throw new HarnessError({ code: "no-docker", message: dead, hint });
      const docker = await readDocker(host);
      if (docker.kind === "answers") return ready(undefined);
      return notYet(docker.kind === "no-client" ? "no docker on the PATH" : docker.said);
    },
    budget: budgets.dockerStart,
    hint,
  });
}
