import { type ClusterNode, nodeUser, Toolbox } from "../../cluster/index.ts";
import { fakeProgram, type FakeProgram } from "../../tools/fake-program.ts";

/** For tests: what a node says to a command line, over SSH. The first that fits counts; the rest succeeds silently. */
export interface NodeAnswer {
  readonly node: ClusterNode;
  /** A pattern of the shell over the command line. */
  readonly command: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** For tests: a jumpbox whose Docker and SSH are pretended, and what was typed on the nodes behind it. */
export interface FakeJumpbox extends AsyncDisposable {
  readonly jumpbox: Toolbox;
  /** The command lines that a node was given, in their order. */
  typedOn(node: ClusterNode): Promise<string[]>;
}

/** For tests: starts such a jumpbox. */
export async function fakeJumpbox(...answers: readonly NodeAnswer[]): Promise<FakeJumpbox> {
  const docker: FakeProgram = await fakeProgram("docker", [
    { when: "run *", stdout: "jumpbox" },
    ...answers.map(({ node, command, ...answer }) => ({
      when: `exec jumpbox ssh *${at(node)}${command}`,
      ...answer,
    })),
    { when: "exec jumpbox ssh *" },
  ]);
  const jumpbox = await Toolbox.start(
    {
      labId: "abcdef",
      ownership: { runId: "r", scenarioId: "s", owner: "o" },
      secretsDir: "/nonexistent",
      signal: new AbortController().signal,
      progress: { say: () => undefined, now: () => undefined },
    },
    "toolbox:1",
  );
  return {
    jumpbox,
    async typedOn(node) {
      const calls = (await docker.calls()).filter((call) => call.includes(at(node)));
      return calls.map((call) => call.slice(call.indexOf(at(node)) + at(node).length));
    },
    [Symbol.asyncDispose]: () => docker[Symbol.asyncDispose](),
  };
}

const at = ({ address }: ClusterNode) => `${nodeUser}@${address} `;
