import { join } from "node:path";
import type { Budget } from "../core/budgets.ts";
import { harnessRoot } from "../core/package-root.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { readResults, type Results } from "../report/index.ts";
import { docker } from "../tools/docker/docker.ts";
import type { CommandResult } from "../tools/exec.ts";
import type { FaultHost } from "./fault-host.ts";

export interface FaultRunInput {
  /** What `tkglab` is told: `["run", "containerd/photon-node-by-ssh"]`. */
  readonly args: readonly string[];
  /** Starts it through another program: `["faketime", "+2y"]`. */
  readonly through?: readonly string[];
}

interface Started extends FaultRunInput {
  /** Which of the machine's runs it is. */
  readonly number: number;
  readonly cache: string;
  readonly signal: AbortSignal;
}

/** How long it may take until a line comes, which may be the last. */
const lineBudget: Budget = { name: "faultRunLine", limit: 15 * 60_000, every: 50 };

/** The command line's own form: TypeScript in a checkout, JavaScript in an installation. */
const program = join(harnessRoot, import.meta.filename.endsWith(".ts") ? "cli/main.ts" : "cli/main.js");

/** The command line, at work on a machine with faults. */
export class FaultRun {
  /** What it has written so far, line by line. */
  readonly lines: readonly string[];
  readonly ended: Promise<CommandResult>;
  readonly #host: FaultHost;
  readonly #reports: string;
  readonly #pidFile: string;
  readonly #signal: AbortSignal;
  #end: CommandResult | undefined;

  private constructor(host: FaultHost, { args, through = [], number, cache, signal }: Started) {
    const lines: string[] = [];
    this.lines = lines;
    this.#host = host;
    this.#signal = signal;
    this.#reports = `${host.reports}/${number}`;
    this.#pidFile = `/run/tkglab-${number}.pid`;
    // On one stream: what it says of its Docker is not for this host's Docker client to tell.
    const noted = 'echo $$ > "$0"; exec "$@" 2>&1';
    const env = [`TKGLAB_CACHE=${cache}`, `ARTIFACTS=${this.#reports}`, "HOME=/root"];
    this.ended = docker(
      [
        ...["exec", ...env.flatMap((one) => ["--env", one]), host.container],
        ...["sh", "-c", noted, this.#pidFile, ...through, process.execPath, program, ...args],
      ],
      { signal, onLine: (line) => lines.push(line) },
    );
  }

  static async start(host: FaultHost, input: Started): Promise<FaultRun> {
    const run = new FaultRun(host, input);
    run.ended.then(
      (end) => (run.#end = end),
      () => undefined, // whoever waits for the end hears of it
    );
    // Whoever sends a signal needs somebody to send it to.
    await run.#until("it to begin", async () => {
      const { exitCode } = await host.run(["test", "-s", run.#pidFile]);
      return exitCode === 0;
    });
    return run;
  }

  /** Waits for a line. @throws HarnessError `timeout`; an Error with what it wrote when it has ended without it */
  async waitForLine(pattern: RegExp): Promise<void> {
    await this.#until(`a line ${String(pattern)}`, () => this.lines.some((line) => pattern.test(line)));
  }

  /** Sends a signal to the process alone; one that has ended gets none. */
  async signal(name: "INT" | "KILL" | "TERM"): Promise<void> {
    await this.#host.run(["sh", "-c", 'kill -s "$1" "$(cat "$2")"', "sh", name, this.#pidFile]);
  }

  /** MiB of memory that the process has. */
  async memory(): Promise<number> {
    const shown = 'awk \'/^VmRSS/ { print int($2 / 1024) }\' "/proc/$(cat "$0")/status"';
    return Number(await this.#host.runOk("Looking at its memory", ["sh", "-c", shown, this.#pidFile]));
  }

  /** Its results.json; undefined where it has written none. */
  async results(): Promise<Results | undefined> {
    const { exitCode, stdout } = await this.#host.run(["cat", `${this.#reports}/latest/results.json`]);
    return exitCode === 0 ? readResults(stdout) : undefined;
  }

  async #until(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
    await waitFor({
      what,
      look: async () => {
        const end = this.#end;
        if (await look()) return ready(undefined);
        if (end !== undefined) throw new Error(`it ended with ${end.exitCode}:\n${this.lines.join("\n")}`);
        return notYet(this.lines.at(-1) ?? "nothing");
      },
      budget: lineBudget,
      signal: this.#signal,
    });
  }
}
