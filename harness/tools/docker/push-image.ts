import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { lastLine } from "../exec.ts";
import { docker, type DockerOptions } from "./docker.ts";
import { explainDockerFailure } from "./errors.ts";

/**
 * Pushes an image under its name, as whoever this host's Docker is logged in as, and gives the digest of its manifest.
 * @throws HarnessError `tool-failed` with Docker's words
 */
export async function pushImage(image: string, { signal }: DockerOptions = {}): Promise<string> {
  const result = await docker(["push", image], { signal, limit: budgets.imagePush.limit });
  if (result.exitCode !== 0) throw explainDockerFailure(`Pushing ${image}`, result);
  const digest = /: digest: (sha256:[0-9a-f]{64}) size: \d+$/m.exec(result.stdout)?.[1];
  if (digest !== undefined) return digest;
  throw new HarnessError({
    code: "tool-failed",
    message: `Pushing ${image}: Docker names no digest; it says: ${lastLine(result)}`,
  });
}
