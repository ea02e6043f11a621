import { budgets } from "../core/budgets.ts";
import { labelPairs } from "../core/labels.ts";
import type { RunContext } from "../core/run-context.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { execInContainer, removeContainers, runContainer } from "../tools/docker/containers.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import type { CommandResult } from "../tools/exec.ts";
import { labNetwork } from "./lab-network.ts";

/** A machine with a Docker daemon of its own on the lab's network: this host's daemon and its trust stay as they are. */
export class DockerHost implements AsyncDisposable {
  readonly container: string;
  readonly #signal: AbortSignal;

  private constructor(container: string, signal: AbortSignal) {
    this.container = container;
    this.#signal = signal;
  }

  /** Starts the machine from the catalogue's image and waits until its daemon answers. */
  static async start(context: RunContext, image: string): Promise<DockerHost> {
    const { labId, ownership, signal } = context;
    const container = await runContainer(
      {
        image,
        name: `tkglab-${labId}-docker-host`,
        labels: labelPairs(ownership),
        network: labNetwork,
        privileged: true,
      },
      { signal },
    );
    const host = new DockerHost(container, signal);
    try {
      await waitFor({
        what: "the Docker daemon of the lab to answer",
        look: async () => {
          // On standard output: that its Docker is away is not for this host's Docker client to tell.
          const { exitCode, stdout } = await host.run(["sh", "-c", "docker version 2>&1"]);
          return exitCode === 0 ? ready(undefined) : notYet(stdout);
        },
        budget: budgets.dockerStart,
        signal,
        hint: `docker logs tkglab-${labId}-docker-host`,
      });
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
  }

  /** Runs a command there; the exit code is a value. */
  run(command: readonly string[], input?: string): Promise<CommandResult> {
    const options = { signal: this.#signal, ...(input === undefined ? {} : { input }) };
    return execInContainer(this.container, command, options);
  }

  /** Copies a file of this host there. */
  async copyIn(from: string, to: string): Promise<void> {
    await dockerOk(`Copying ${to} to the machine with Docker`, ["cp", from, `${this.container}:${to}`], {
      signal: this.#signal,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.container]);
  }
}
