import type { CommandResult } from "../tools/exec.ts";
import { connectionFailed, explainSshFailure } from "../tools/ssh/errors.ts";
import { sshArgv } from "../tools/ssh/ssh.ts";
import { type ClusterNode, nodeUser } from "./node.ts";

/** Seconds that a node has to answer an SSH connection. */
const connectTimeout = 10;

/** Where a jumpbox has the key that opens nodes. */
export const identityFile = "/root/.ssh/id_rsa";

/** From where an operator reaches a cluster's nodes over SSH (seed 003): a machine beside them, or a Pod in the Supervisor. */
export abstract class Jumpbox {
  /** Runs a command; the exit code is a value. */
  abstract run(command: readonly string[], input?: string): Promise<CommandResult>;

  /** Runs a command that has to succeed, and gives its standard output. */
  abstract runOk(doing: string, command: readonly string[], input?: string): Promise<string>;

  /** Writes a file that only root can read. */
  async writeFile(path: string, content: string): Promise<void> {
    const write = 'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1"';
    await this.runOk(`Writing ${path} in the jumpbox`, ["sh", "-c", write, "sh", path], content);
  }

  /**
   * Runs a command line on a node, as the node's user.
   * @throws HarnessError `unreachable` when SSH fails, `tool-failed` when the command does.
   */
  async onNode(node: ClusterNode, doing: string, command: string): Promise<string> {
    const result = await this.ssh(node, command);
    if (result.exitCode === 0) return result.stdout;
    throw explainSshFailure(`${doing} on ${node.name}`, node.address, result);
  }

  /**
   * The same, with the command's exit code as a value.
   * @throws HarnessError `unreachable` when SSH fails.
   */
  async tryOnNode(node: ClusterNode, command: string): Promise<CommandResult> {
    const result = await this.ssh(node, command);
    if (!connectionFailed(result)) return result;
    throw explainSshFailure(`Running ${command} on ${node.name}`, node.address, result);
  }

  /** The same, with the failure of SSH itself as a value too. */
  ssh({ address }: ClusterNode, command: string): Promise<CommandResult> {
    return this.run(sshArgv({ user: nodeUser, host: address, identityFile, connectTimeout }, command));
  }
}
