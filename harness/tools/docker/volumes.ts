import { docker, dockerOk, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, isNotFound } from "./errors.ts";

/** Creates an empty volume. */
export async function createVolume(
  name: string,
  labels: readonly string[],
  options: DockerOptions = {},
): Promise<void> {
  const args = ["volume", "create", ...labels.flatMap((label) => ["--label", label]), name];
  await dockerOk(`Creating the volume ${name}`, args, options);
}

/** Removes a volume unless a container still uses it; says whether it is gone. */
export async function removeUnusedVolume(name: string, options: DockerOptions = {}): Promise<boolean> {
  const result = await docker(["volume", "rm", "--force", name], options);
  if (result.exitCode === 0 || isNotFound(result)) return true;
  if (result.stderr.includes("volume is in use")) return false;
  throw explainDockerFailure(`Removing the volume ${name}`, result);
}
