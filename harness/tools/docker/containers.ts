import type { CommandResult } from "../exec.ts";
import { docker, dockerOk, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, isGone } from "./errors.ts";

export interface RunContainerInput {
  readonly image: string;
  readonly name?: string;
  /** `key=value` pairs. */
  readonly labels: readonly string[];
  readonly network?: string;
  readonly privileged?: boolean;
  /** Sees the control groups of the whole machine, and its own place among them. */
  readonly hostCgroups?: boolean;
  /** What it may take, as Docker says it: `1500m`. No swap comes on top. */
  readonly memory?: string;
  /** More than Docker gives by itself: `NET_ADMIN`. */
  readonly capabilities?: readonly string[];
  readonly entrypoint?: string;
  readonly command?: readonly string[];
  /** `host path:container path[:ro]`, or a container path for a volume that goes with the container. */
  readonly mounts?: readonly string[];
  /** `127.0.0.1:<host port>:<container port>`. */
  readonly publish?: readonly string[];
  readonly networkAlias?: string;
  readonly removeWhenDone?: boolean;
}

/** The arguments of `docker run` for a container that stays. */
export function runArgs(input: RunContainerInput): string[] {
  return [
    "run",
    "--detach",
    ...(input.removeWhenDone === true ? ["--rm"] : []),
    ...(input.name === undefined ? [] : ["--name", input.name]),
    ...input.labels.flatMap((label) => ["--label", label]),
    ...(input.network === undefined ? [] : ["--network", input.network]),
    ...(input.networkAlias === undefined ? [] : ["--network-alias", input.networkAlias]),
    ...(input.privileged === true ? ["--privileged"] : []),
    ...(input.hostCgroups === true ? ["--cgroupns", "host"] : []),
    ...(input.memory === undefined ? [] : ["--memory", input.memory, "--memory-swap", input.memory]),
    ...(input.capabilities ?? []).flatMap((capability) => ["--cap-add", capability]),
    ...(input.entrypoint === undefined ? [] : ["--entrypoint", input.entrypoint]),
    ...(input.mounts ?? []).flatMap((mount) => ["--volume", mount]),
    ...(input.publish ?? []).flatMap((port) => ["--publish", port]),
    input.image,
    ...(input.command ?? []),
  ];
}

/** Starts a container and gives its id. */
export async function runContainer(input: RunContainerInput, options: DockerOptions = {}): Promise<string> {
  return dockerOk(`Starting a container of ${input.image}`, runArgs(input), options);
}

/** Runs a command inside a container; the exit code is a value. */
export async function execInContainer(
  container: string,
  command: readonly string[],
  options: DockerOptions = {},
): Promise<CommandResult> {
  const interactive = options.input === undefined ? [] : ["--interactive"];
  return docker(["exec", ...interactive, container, ...command], options);
}

/** Runs a command inside a container that has to succeed, and gives its standard output. */
export async function execInContainerOk(
  doing: string,
  container: string,
  command: readonly string[],
  options: DockerOptions = {},
): Promise<string> {
  const result = await execInContainer(container, command, options);
  if (result.exitCode === 0) return result.stdout;
  throw explainDockerFailure(doing, result);
}

/** Removes containers with their anonymous volumes; those that are gone already are fine. */
export async function removeContainers(ids: readonly string[], options: DockerOptions = {}): Promise<void> {
  if (ids.length === 0) return;
  const result = await docker(["rm", "--force", "--volumes", ...ids], options);
  if (result.exitCode !== 0 && !isGone(result)) throw explainDockerFailure("Removing containers", result);
}

/** The ids of all containers with a label, given as `key` or `key=value`, whether they run or not. */
export async function containersWithLabel(label: string, options: DockerOptions = {}): Promise<string[]> {
  const out = await dockerOk(
    "Listing containers",
    ["ps", "--all", "--quiet", "--no-trunc", "--filter", `label=${label}`],
    options,
  );
  return out.split("\n").filter((id) => id !== "");
}
