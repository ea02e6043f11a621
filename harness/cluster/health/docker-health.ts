import { systemClock } from "../../core/clock.ts";
import { unlessLate } from "../../core/in-time.ts";
import { untilDockerAnswers } from "../../tools/docker/daemon.ts";
import type { Ailment } from "./ailment.ts";

/** Whether Docker answers now, and what its silence until then means. */
export interface DockerHealth {
  readonly answers: boolean;
  readonly ailments: readonly Ailment[];
}

const hint = "journalctl -u docker, or the daemon's log";

/**
 * Asks Docker whether it is there, and waits for one that is being restarted: evidence and clean-up need it. A daemon that
 * is away for longer than the budget `dockerBack` is given up.
 */
export async function examineDocker(): Promise<DockerHealth> {
  const start = systemClock.elapsed();
  const waiting = untilDockerAnswers().then((silence) => ({ answers: true, silence }));
  const { answers, silence } = await unlessLate(waiting, (silence) => ({ answers: false, silence }));
  if (silence === undefined) return { answers, ailments: [] };
  const seconds = ((systemClock.elapsed() - start) / 1000).toFixed(1);
  const what = answers
    ? `Docker's daemon did not answer for ${seconds} s: ${silence}`
    : `Docker's daemon does not answer any more: ${silence}`;
  return { answers, ailments: [{ code: "no-docker", what, hint }] };
}
