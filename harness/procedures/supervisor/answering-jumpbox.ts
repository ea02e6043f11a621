import { Jumpbox } from "../../cluster/index.ts";
import { type CommandResult, failed } from "../../tools/exec.ts";

/** For tests: what a jumpbox says to a command that begins like this. */
export interface JumpboxAnswer {
  readonly when: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** For tests: a jumpbox that answers as it is told, and keeps what it is given. The rest succeeds silently. */
export class AnsweringJumpbox extends Jumpbox {
  readonly #answers: readonly JumpboxAnswer[];
  /** The command lines that it was given, in their order. */
  readonly typed: string[] = [];
  /** What they were given to read. */
  readonly inputs: string[] = [];

  constructor(...answers: readonly JumpboxAnswer[]) {
    super();
    this.#answers = answers;
  }

  override run(command: readonly string[], input?: string): Promise<CommandResult> {
    const line = command.join(" ");
    this.typed.push(line);
    if (input !== undefined) this.inputs.push(input);
    const answer = this.#answers.find(({ when }) => line.startsWith(when));
    const { stdout = "", stderr = "", exitCode = 0 } = answer ?? {};
    return Promise.resolve({ command: line, exitCode, stdout, stderr, ms: 0 });
  }

  override async runOk(doing: string, command: readonly string[], input?: string): Promise<string> {
    const result = await this.run(command, input);
    if (result.exitCode !== 0) throw failed(doing, result);
    return result.stdout;
  }
}
