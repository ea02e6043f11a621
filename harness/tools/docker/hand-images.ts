import { execPiped } from "../exec.ts";
import { explainDockerFailure } from "./errors.ts";

/**
 * Hands images of this host's Docker to the Docker inside a container, under the same names and with the same ids.
 * @throws HarnessError `no-space`, `tool-failed`, with the words of whichever of the two failed.
 */
export async function handImages(
  images: readonly string[],
  container: string,
  signal?: AbortSignal,
): Promise<void> {
  const ends = await execPiped(
    { file: "docker", args: ["save", ...images], ...(signal === undefined ? {} : { signal }) },
    { file: "docker", args: ["exec", "--interactive", container, "docker", "load", "--quiet"] },
  );
  // The reader first: a writer whose reader has failed fails for that reason.
  const failure = ends.toReversed().find(({ exitCode }) => exitCode !== 0);
  if (failure !== undefined) throw explainDockerFailure(`Handing images to ${container}`, failure);
}
