import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { labelPairs, labels } from "../../core/labels.ts";
import type { RunContext } from "../../core/run-context.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import { removeContainers, runContainer } from "../../tools/docker/containers.ts";
import { docker } from "../../tools/docker/docker.ts";

const inContainer = "/run/docker-guard";

/**
 * The Docker socket that a management cluster gets in place of the host's own. Whatever is created through it carries
 * our labels and publishes its ports on loopback only; containers that are not ours are out of its reach.
 */
export class DockerGuard implements AsyncDisposable {
  /** The socket's path on this host. */
  readonly socket: string;
  readonly #container: string;

  private constructor(socket: string, container: string) {
    this.socket = socket;
    this.#container = container;
  }

  /** Starts the guard from the catalogue's image and waits until Docker answers through it. */
  static async start(context: RunContext, image: string): Promise<DockerGuard> {
    const { labId, ownership, secretsDir, signal } = context;
    const folder = join(secretsDir, "docker-guard");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const pairs = labelPairs(ownership);
    const container = await runContainer(
      {
        image,
        name: `tkglab-${labId}-docker-guard`,
        labels: pairs,
        network: "none",
        mounts: ["/var/run/docker.sock:/var/run/docker.sock", `${folder}:${inContainer}`],
        command: [
          ...["--docker", "/var/run/docker.sock", "--listen", `${inContainer}/docker.sock`],
          ...pairs.flatMap((pair) => ["--label", pair]),
          ...["--own", `${labels.run}=${ownership.runId}`],
        ],
      },
      { signal },
    );
    const guard = new DockerGuard(join(folder, "docker.sock"), container);
    try {
      await waitFor({
        what: "Docker to answer through the guard",
        look: () => guard.#look(signal),
        budget: budgets.guardReady,
        signal,
        hint: `docker logs tkglab-${labId}-docker-guard`,
      });
    } catch (error) {
      await guard[Symbol.asyncDispose]();
      throw error;
    }
    return guard;
  }

  async #look(signal: AbortSignal): Promise<Sight<undefined>> {
    try {
      const { exitCode, stderr } = await docker(["--host", `unix://${this.socket}`, "version"], { signal });
      return exitCode === 0 ? ready(undefined) : notYet(stderr);
    } catch (error) {
      // Until the guard listens, Docker's client takes it for a daemon that is not there.
      if (!(error instanceof HarnessError) || error.code !== "no-docker") throw error;
      return notYet(error.message);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.#container]);
  }
}
