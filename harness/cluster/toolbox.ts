import { readFile } from "node:fs/promises";
import { labelPairs } from "../core/labels.ts";
import type { RunContext } from "../core/run-context.ts";
import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../tools/docker/containers.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import type { CommandResult } from "../tools/exec.ts";
import { identityFile, Jumpbox } from "./jumpbox.ts";
import { labNetwork } from "./lab-network.ts";

/** Where a toolbox stands and what it is called, if it is not the one that a lab has. */
export interface ToolboxPlace {
  readonly network: string;
  /** The end of the container's name. */
  readonly name: string;
}

/**
 * The machine from which an operator works: a container on the lab's network with ssh, curl, openssl and skopeo. With a
 * cluster's key in it, it is that cluster's jumpbox (seed 003).
 */
export class Toolbox extends Jumpbox implements AsyncDisposable {
  readonly container: string;
  readonly #signal: AbortSignal;

  private constructor(container: string, signal: AbortSignal) {
    super();
    this.container = container;
    this.#signal = signal;
  }

  /** Starts a toolbox from the catalogue's image. */
  static async start(
    context: RunContext,
    image: string,
    { network, name }: ToolboxPlace = { network: labNetwork, name: "toolbox" },
  ): Promise<Toolbox> {
    const container = await runContainer(
      {
        image,
        name: `tkglab-${context.labId}-${name}`,
        labels: labelPairs(context.ownership),
        network,
      },
      context,
    );
    return new Toolbox(container, context.signal);
  }

  override run(command: readonly string[], input?: string): Promise<CommandResult> {
    return execInContainer(this.container, command, this.#options(input));
  }

  override runOk(doing: string, command: readonly string[], input?: string): Promise<string> {
    return execInContainerOk(doing, this.container, command, this.#options(input));
  }

  /** Copies a file of this host into the toolbox. */
  async copyIn(from: string, to: string): Promise<void> {
    await dockerOk(`Copying ${to} into the toolbox`, ["cp", from, `${this.container}:${to}`], {
      signal: this.#signal,
    });
  }

  /** Gives the toolbox the key that opens a cluster's nodes. */
  async takeKey(privateKeyFile: string): Promise<void> {
    await this.writeFile(identityFile, await readFile(privateKeyFile, "utf8"));
  }

  #options(input: string | undefined) {
    return { signal: this.#signal, ...(input === undefined ? {} : { input }) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.container]);
  }
}
