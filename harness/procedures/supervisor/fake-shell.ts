import { Jumpbox } from "../../cluster/index.ts";
import type { CommandResult } from "../../tools/exec.ts";
import { SupervisorShell } from "./supervisor-shell.ts";

/** For tests: what is answered to a line that matches. The first that fits counts; the rest succeeds silently. */
export interface ShellAnswer {
  readonly when: RegExp;
  /** On this node instead of the shell's own machine. */
  readonly node?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** How often; always unless told. */
  readonly times?: number;
}

/** For tests: a shell on a node of the Supervisor, for the cluster team/abc. */
export function fakeShell(...answers: readonly ShellAnswer[]) {
  const typed: string[] = [];
  const argv: (readonly string[])[] = [];
  const given = new Map<ShellAnswer, number>();
  class Machine extends Jumpbox {
    override run(command: readonly string[]): Promise<CommandResult> {
      argv.push(command);
      const line = command.at(-1) ?? "";
      const node = command[0] === "ssh" ? command.at(-2)?.split("@")[1] : undefined;
      typed.push(node === undefined ? line : `${node}: ${line}`);
      const answer = answers.find(
        (one) => one.node === node && one.when.test(line) && (given.get(one) ?? 0) < (one.times ?? Infinity),
      );
      if (answer !== undefined) given.set(answer, (given.get(answer) ?? 0) + 1);
      const { stdout = "", stderr = "", exitCode = 0 } = answer ?? {};
      return Promise.resolve({ command: line, exitCode, stdout, stderr, ms: 0 });
    }

    override async runOk(_doing: string, command: readonly string[]): Promise<string> {
      return (await this.run(command)).stdout;
    }
  }
  return {
    shell: new SupervisorShell(new Machine(), { name: "abc", namespace: "team" }),
    /** The lines, those on nodes with the node's address before them. */
    typed: typed as readonly string[],
    argv: argv as readonly (readonly string[])[],
  };
}

/** For tests: the nodes that the cluster lists as its control plane, or as its workers. */
export function listsNodes(part: "control plane" | "workers", ...addresses: readonly string[]): ShellAnswer {
  return { when: part === "workers" ? /master!=/ : /master='/, stdout: addresses.join(" ") };
}
