import { type ContainerRuntimeClient, getContainerRuntimeClient } from "testcontainers";
import { HarnessError, messageOf } from "../core/errors.ts";
import { readContainerLog } from "./container-log.ts";

export type DockerHost = ContainerRuntimeClient;
export type DockerContainer = ReturnType<DockerHost["container"]["getById"]>;

/** The Docker daemon of this machine. @throws HarnessError `no-docker` */
export async function connectToDocker(doing: string): Promise<DockerHost> {
  // The reaper is a container from a registry, and we find what is ours by its labels.
  process.env.TESTCONTAINERS_RYUK_DISABLED = "true";
  try {
    return await getContainerRuntimeClient();
  } catch (error) {
    throw new HarnessError({
      code: "no-docker",
      message: `${doing}: Docker does not answer: ${messageOf(error)}`,
      hint: "tkglab doctor",
      cause: error,
    });
  }
}

/** Removes a container with its volumes; one that is gone already is fine. */
export async function removeContainer(docker: DockerHost, id: string): Promise<void> {
  try {
    await docker.container.getById(id).remove({ force: true, v: true });
  } catch (error) {
    // 404: somebody removed it before; 409: somebody is removing it right now.
    if (!isStatus(error, 404) && !isStatus(error, 409)) throw error;
  }
}

/** The last lines of a container's output, for an error; says so when there is none. */
export async function lastWordsOf(docker: DockerHost, id: string | undefined): Promise<string> {
  if (id === undefined) return "no container";
  try {
    const lines = (await readContainerLog(docker.container.getById(id), 5)).trim();
    return lines === "" ? "a container that said nothing" : lines;
  } catch (error) {
    // Why there is no log must not hide why it was wanted.
    return `no log (${messageOf(error)})`;
  }
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === status;
}
