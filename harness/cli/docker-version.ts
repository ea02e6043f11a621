import { dockerOk } from "../tools/docker/docker.ts";

/** Milliseconds that a daemon may take to say who it is; one behind a dead network would take minutes. */
const limit = 20_000;

/**
 * The version of the Docker engine: the first question of a command, because without an answer none of it can work.
 * @throws HarnessError `missing-tool` without the Docker CLI, `no-docker` or `timeout` without an answer.
 */
export async function dockerVersion(signal?: AbortSignal): Promise<string> {
  return dockerOk("Asking Docker for its version", ["version", "--format", "{{.Server.Version}}"], {
    signal,
    limit,
  });
}
