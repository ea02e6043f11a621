import type { CommandResult } from "../tools/exec.ts";
import { failed } from "../tools/exec.ts";
import type { Toolbox } from "./toolbox.ts";

/** For tests: what a toolbox says to a command. The first that fits counts; the rest succeeds silently. */
export interface ToolboxAnswer {
  /** How the command begins: `imgpkg pull`. */
  readonly when: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** For tests: a toolbox that keeps what it is given, and answers as it is told. */
export function fakeToolbox(...answers: readonly ToolboxAnswer[]) {
  const files: Record<string, string> = {};
  const did: string[] = [];
  const run = (command: readonly string[]): Promise<CommandResult> => {
    const typed = command.join(" ");
    did.push(typed);
    const {
      stdout = "",
      stderr = "",
      exitCode = 0,
    } = answers.find(({ when }) => typed.startsWith(when)) ?? {};
    return Promise.resolve({ command: typed, exitCode, stdout, stderr, ms: 0 });
  };
  const toolbox = {
    writeFile: (path: string, content: string) => {
      did.push(`write ${path}`);
      files[path] = content;
      return Promise.resolve();
    },
    copyIn: (from: string, to: string) => {
      did.push(`copy ${to}`);
      files[to] = `copy of ${from}`;
      return Promise.resolve();
    },
    run,
    runOk: async (doing: string, command: readonly string[]) => {
      const result = await run(command);
      if (result.exitCode !== 0) throw failed(doing, result);
      return result.stdout;
    },
    // as: these are all that it is asked for besides its nodes.
  } as unknown as Toolbox;
  return {
    toolbox,
    /** By path. */
    files: files as Readonly<typeof files>,
    /** What was done in it, in this order: `write PATH`, `copy PATH`, or a command. */
    did: did as readonly string[],
  };
}
