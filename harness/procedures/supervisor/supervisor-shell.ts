import { type Jumpbox, nodeUser, type Toolbox } from "../../cluster/index.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { execInContainerOk } from "../../tools/docker/containers.ts";
import { type CommandResult, failed } from "../../tools/exec.ts";
import { explainSshFailure } from "../../tools/ssh/errors.ts";
import { sshArgv } from "../../tools/ssh/ssh.ts";

/** Seconds that a node has to answer an SSH connection. */
const connectTimeout = 10;

/**
 * A shell on a node of the Supervisor, as seed 001 wants it: kubectl of the Supervisor's administrator, ssh, and the names
 * of one cluster in its environment. What is typed there is typed as in the seed.
 */
export class SupervisorShell {
  readonly cluster: ClusterRef;
  readonly #machine: Jumpbox;

  constructor(machine: Jumpbox, cluster: ClusterRef) {
    this.#machine = machine;
    this.cluster = cluster;
  }

  /** The folder in which lines are typed. */
  get #folder(): string {
    return `/root/${this.cluster.name}`;
  }

  /** Runs a command line; the exit code is a value. */
  try(line: string): Promise<CommandResult> {
    const { name, namespace } = this.cluster;
    const environment = [`CLUSTER_NAMESPACE=${namespace}`, `CLUSTER_NAME=${name}`];
    return this.#machine.run([
      ...["env", "-C", this.#folder, ...environment, "bash", "-o", "pipefail", "-c", line],
    ]);
  }

  /** Runs a command line that has to succeed, and gives its standard output. @throws HarnessError `tool-failed` */
  async type(doing: string, line: string): Promise<string> {
    const result = await this.try(line);
    if (result.exitCode === 0) return result.stdout;
    throw failed(doing, { ...result, command: line });
  }

  /**
   * Runs a command line on a node of the cluster, with the key that lies here.
   * @throws HarnessError `unreachable` when SSH fails, `tool-failed` when the command does
   */
  async onNode(address: string, doing: string, line: string): Promise<string> {
    const identityFile = `${this.#folder}/${this.cluster.name}-ssh-privatekey`;
    const target = { user: nodeUser, host: address, identityFile, connectTimeout, hostKeys: "any" } as const;
    const result = await this.#machine.run(sshArgv(target, line));
    if (result.exitCode === 0) return result.stdout;
    throw explainSshFailure(`${doing} on ${address}`, address, result);
  }
}

/** Opens such a shell: the operator's machine gets what a node of the Supervisor has, kubectl and its admin.conf. */
export async function openSupervisorShell(input: {
  readonly operator: Toolbox;
  readonly supervisor: Pick<Supervisor, "node" | "kubectl">;
  readonly cluster: ClusterRef;
}): Promise<SupervisorShell> {
  const { operator, supervisor, cluster } = input;
  const { binary, signal } = supervisor.kubectl;
  const shell = new SupervisorShell(operator, cluster);
  const adminConf = await execInContainerOk(
    `Reading admin.conf of ${supervisor.node}`,
    ...([supervisor.node, ["cat", "/etc/kubernetes/admin.conf"] as const, { signal }] as const),
  );
  await operator.copyIn(binary, "/usr/local/bin/kubectl");
  await operator.writeFile("/root/.kube/config", adminConf);
  await operator.runOk("Making a folder for the cluster's files", ["mkdir", "-p", `/root/${cluster.name}`]);
  return shell;
}
