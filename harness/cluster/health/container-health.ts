import { statesOfContainers, type ContainerState } from "../../tools/docker/container-state.ts";
import type { Ailment } from "./ailment.ts";

/** Milliseconds within which all containers end when their daemon does: it gives each ten seconds. */
const together = 20_000;

/** Containers of the lab that have ended, or had: nothing that a scenario does to its lab stops a container. */
export async function examineContainers(label: string): Promise<Ailment[]> {
  const states = await statesOfContainers(label);
  const ended = states.filter(({ running, finishedAt }) => !running && finishedAt !== undefined);
  const again = states.filter(({ running, restarts }) => running && restarts > 0);
  if (ended.length < 2 || ended.length < states.length || !endedTogether(ended)) {
    return [...ended.map(told), ...again.map(toldOfRestart)];
  }
  return [
    {
      code: "no-docker",
      what: `all ${ended.length} containers of the lab ended at ${at(ended[0])}, as they do when Docker's daemon is restarted`,
      hint: "journalctl -u docker, or the daemon's log",
    },
  ];
}

function told(state: ContainerState): Ailment {
  const { name, exitCode, oomKilled } = state;
  const why = oomKilled ? ", killed for lack of memory" : exitCode === 137 ? ", killed" : "";
  return {
    code: "tool-failed",
    what: `the container ${name} ended at ${at(state)} with exit code ${exitCode}${why}`,
    hint: oomKilled ? "free -m" : "docker events, the kernel's log (dmesg)",
  };
}

function toldOfRestart(state: ContainerState): Ailment {
  return {
    code: "tool-failed",
    what: `the container ${state.name} ended at ${at(state)}, and Docker started it again`,
    hint: "docker events, the kernel's log (dmesg)",
  };
}

function endedTogether(states: readonly ContainerState[]): boolean {
  const times = states.map(({ finishedAt = 0 }) => finishedAt);
  return Math.max(...times) - Math.min(...times) <= together;
}

function at(state: ContainerState | undefined): string {
  return new Date(state?.finishedAt ?? 0).toISOString().slice(11, 19);
}
