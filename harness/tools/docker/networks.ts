import { docker, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, isNotFound } from "./errors.ts";

/** Whether a network of that name exists. */
export async function networkExists(name: string, options: DockerOptions = {}): Promise<boolean> {
  const result = await docker(["network", "inspect", "--format", "{{.Id}}", name], options);
  if (result.exitCode === 0) return true;
  if (isNotFound(result)) return false;
  throw explainDockerFailure(`Looking for the Docker network ${name}`, result);
}

/** Creates a bridge network; one that somebody else has created meanwhile is fine. */
export async function createNetwork(
  name: string,
  labels: readonly string[],
  options: DockerOptions = {},
): Promise<void> {
  const result = await docker(
    ["network", "create", "--driver", "bridge", ...labels.flatMap((label) => ["--label", label]), name],
    options,
  );
  if (result.exitCode !== 0 && !result.stderr.includes("already exists")) {
    throw explainDockerFailure(`Creating the Docker network ${name}`, result);
  }
}

/** Removes a network unless something is still connected to it; says whether it is gone. */
export async function removeUnusedNetwork(nameOrId: string, options: DockerOptions = {}): Promise<boolean> {
  const result = await docker(["network", "rm", nameOrId], options);
  if (result.exitCode === 0 || isNotFound(result)) return true;
  if (result.stderr.includes("has active endpoints")) return false;
  throw explainDockerFailure(`Removing the Docker network ${nameOrId}`, result);
}
