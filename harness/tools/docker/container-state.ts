import { dockerOk, type DockerOptions } from "./docker.ts";
import { containersWithLabel } from "./containers.ts";

/** How a container is. */
export interface ContainerState {
  readonly name: string;
  readonly running: boolean;
  readonly exitCode: number;
  /** Whether its first process was killed for lack of memory. */
  readonly oomKilled: boolean;
  /** Milliseconds since 1970; undefined where it has never ended. */
  readonly finishedAt: number | undefined;
  /** How often Docker has started it again by itself, as it does with nodes of kind. */
  readonly restarts: number;
}

const format = [
  ...["{{.Name}}", "{{.State.Running}}", "{{.State.ExitCode}}", "{{.State.OOMKilled}}"],
  ...["{{.State.FinishedAt}}", "{{.RestartCount}}"],
].join("\t");

/** How the containers with a label are, given as `key` or `key=value`. */
export async function statesOfContainers(
  label: string,
  options: DockerOptions = {},
): Promise<ContainerState[]> {
  const ids = await containersWithLabel(label, options);
  if (ids.length === 0) return [];
  const out = await dockerOk("Looking at containers", ["inspect", "--format", format, ...ids], options);
  return out.split("\n").map(containerState);
}

/** One line of `docker inspect` in the format above. */
export function containerState(line: string): ContainerState {
  const [name = "", running, exitCode, oomKilled, finishedAt = "", restarts] = line.split("\t");
  const at = Date.parse(finishedAt);
  return {
    name: name.replace(/^\//, ""),
    running: running === "true",
    exitCode: Number(exitCode),
    oomKilled: oomKilled === "true",
    // Docker writes the year 1 for what has never happened.
    finishedAt: at > 0 ? at : undefined,
    restarts: Number(restarts),
  };
}
