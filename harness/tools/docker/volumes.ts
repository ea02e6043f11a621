import { docker, type DockerOptions } from "./docker.ts";
import { explainDockerFailure, isNotFound } from "./errors.ts";

/** Removes a volume unless a container still uses it; says whether it is gone. */
export async function removeUnusedVolume(name: string, options: DockerOptions = {}): Promise<boolean> {
  const result = await docker(["volume", "rm", "--force", name], options);
  if (result.exitCode === 0 || isNotFound(result)) return true;
  if (result.stderr.includes("volume is in use")) return false;
  throw explainDockerFailure(`Removing the volume ${name}`, result);
}
