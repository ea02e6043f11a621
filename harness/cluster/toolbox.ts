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
import { connectionFailed, explainSshFailure } from "../tools/ssh/errors.ts";
import { sshArgv } from "../tools/ssh/ssh.ts";
import { labNetwork } from "./lab-network.ts";
import { type ClusterNode, nodeUser } from "./node.ts";

/** Seconds that a node has to answer an SSH connection. */
const connectTimeout = 10;

const identityFile = "/root/.ssh/id_rsa";

/**
 * The machine from which an operator works: a container on the lab's network with ssh, curl, openssl and skopeo. With a
 * cluster's key in it, it is that cluster's jumpbox (seed 003).
 */
export class Toolbox implements AsyncDisposable {
  readonly container: string;
  readonly #signal: AbortSignal;

  private constructor(container: string, signal: AbortSignal) {
    this.container = container;
    this.#signal = signal;
  }

  /** Starts a toolbox from the catalogue's image. */
  static async start(context: RunContext, image: string): Promise<Toolbox> {
    const container = await runContainer(
      {
        image,
        name: `tkglab-${context.labId}-toolbox`,
        labels: labelPairs(context.ownership),
        network: labNetwork,
      },
      context,
    );
    return new Toolbox(container, context.signal);
  }

  /** Runs a command; the exit code is a value. */
  run(command: readonly string[]): Promise<CommandResult> {
    return execInContainer(this.container, command, { signal: this.#signal });
  }

  /** Runs a command that has to succeed, and gives its standard output. */
  runOk(doing: string, command: readonly string[]): Promise<string> {
    return execInContainerOk(doing, this.container, command, { signal: this.#signal });
  }

  /** Writes a file that only root can read. */
  async writeFile(path: string, content: string): Promise<void> {
    await execInContainerOk(
      `Writing ${path} in the toolbox`,
      this.container,
      ["sh", "-c", 'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1"', "sh", path],
      { input: content, signal: this.#signal },
    );
  }

  /** Copies a file of this host into the toolbox. */
  async copyIn(from: string, to: string): Promise<void> {
    await dockerOk(`Copying ${to} into the toolbox`, ["cp", "--quiet", from, `${this.container}:${to}`], {
      signal: this.#signal,
    });
  }

  /** Gives the toolbox the key that opens a cluster's nodes. */
  async takeKey(privateKeyFile: string): Promise<void> {
    await this.writeFile(identityFile, await readFile(privateKeyFile, "utf8"));
  }

  /**
   * Runs a command line on a node, as the node's user.
   * @throws HarnessError `unreachable` when SSH fails, `tool-failed` when the command does.
   */
  async onNode(node: ClusterNode, doing: string, command: string): Promise<string> {
    const result = await this.#ssh(node, command);
    if (result.exitCode === 0) return result.stdout;
    throw explainSshFailure(`${doing} on ${node.name}`, node.address, result);
  }

  /**
   * The same, with the command's exit code as a value.
   * @throws HarnessError `unreachable` when SSH fails.
   */
  async tryOnNode(node: ClusterNode, command: string): Promise<CommandResult> {
    const result = await this.#ssh(node, command);
    if (!connectionFailed(result)) return result;
    throw explainSshFailure(`Running ${command} on ${node.name}`, node.address, result);
  }

  #ssh({ address }: ClusterNode, command: string): Promise<CommandResult> {
    return this.run(sshArgv({ user: nodeUser, host: address, identityFile, connectTimeout }, command));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.container]);
  }
}
