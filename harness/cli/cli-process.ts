import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Budget } from "../core/budgets.ts";
import { packageRoot } from "../core/package-root.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { readResults, type Results } from "../report/index.ts";

/** The command line in a process of its own, with a cache and a place for reports of its own: for contract tests. */

/** The folder of the scenarios that need nothing from the catalogue. */
export const toyScenarios = join(packageRoot, "fixtures/toy-scenarios");

const program = join(packageRoot, "harness/cli/main.ts");
const lineBudget: Budget = { name: "cliLine", limit: 60_000, every: 20 };

/** How the command line ended. */
export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that runs. */
export interface CliProcess {
  readonly pid: number;
  readonly ended: Promise<CliEnd>;
  /** Waits for a line on stderr, from the beginning. */
  waitForLine(pattern: RegExp): Promise<void>;
  /** Sends a signal to the process alone. */
  signal(name: NodeJS.Signals): void;
  /** Sends a signal to the process again and again until it has ended: who is in a hurry does. */
  signalUntilEnd(name: NodeJS.Signals): Promise<CliEnd>;
  /** Sends a signal to the process and all that it has started, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void;
  /** Stops reading both streams, as `| head` does. */
  closeReaders(): void;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Folders for one test, removed with it. */
export class CliSandbox implements AsyncDisposable {
  readonly dir: string;
  readonly cache: string;
  readonly reports: string;

  private constructor(dir: string) {
    this.dir = dir;
    this.cache = join(dir, "cache");
    this.reports = join(dir, "reports");
  }

  static async make(): Promise<CliSandbox> {
    return new CliSandbox(await mkdtemp(join(tmpdir(), "tkglab-cli-")));
  }

  /** Starts the command line, by itself or through another program. */
  start(args: readonly string[], env: Env = {}, through: readonly string[] = []): CliProcess {
    const [file, ...argv] = [...through, process.execPath, program, ...args];
    const child = spawn(file ?? "", argv, {
      cwd: this.dir,
      env: { ...withoutVitest(process.env), TKGLAB_CACHE: this.cache, ARTIFACTS: this.reports, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, as a shell gives to every job.
      detached: true,
    });
    return cliProcess(child);
  }

  /** Runs the command line to its end. */
  async run(args: readonly string[], env: Env = {}): Promise<CliEnd> {
    return this.start(args, env).ended;
  }

  /** Runs toy scenarios to their end. */
  async runToys(args: readonly string[], env: Env = {}): Promise<CliEnd> {
    return this.startToys(args, env).ended;
  }

  /** Starts toy scenarios. */
  startToys(args: readonly string[], env: Env = {}, through: readonly string[] = []): CliProcess {
    return this.start(["run", "--scenarios", toyScenarios, ...args], env, through);
  }

  /** A file of the report that was written last. */
  async report(file: string, folder = join(this.reports, "latest")): Promise<string> {
    return readFile(join(folder, file), "utf8");
  }

  /** results.json of the report that was written last. */
  async results(folder = join(this.reports, "latest")): Promise<Results> {
    return readResults(await this.report("results.json", folder));
  }

  /** The ids of the runs whose folder is in the cache. */
  async runFolders(): Promise<string[]> {
    const names = await readdir(join(this.cache, "runs")).catch(() => []); // no run has begun yet
    return names.map((name) => name.split("@")[0] ?? "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }
}

function cliProcess(child: ChildProcess): CliProcess {
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error("the process did not start");
  const [out, lines]: [string[], string[]] = [[], []];
  stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
  createInterface({ input: stderr }).on("line", (line) => lines.push(line));
  const { promise: ended, resolve } = Promise.withResolvers<CliEnd>();
  child.once("close", (code) => resolve({ code, stdout: out.join(""), stderr: `${lines.join("\n")}\n` }));
  return {
    pid,
    ended,
    async waitForLine(pattern) {
      await waitFor({
        what: `a line ${String(pattern)}`,
        look: () => {
          if (lines.some((line) => pattern.test(line))) return ready(true);
          if (child.exitCode !== null) throw new Error(`it has ended:\n${lines.join("\n")}`);
          return notYet(lines.at(-1) ?? "nothing");
        },
        budget: lineBudget,
      });
    },
    signal: (name) => void child.kill(name),
    async signalUntilEnd(name) {
      await waitFor({
        what: `the process to end of ${name}`,
        look: () => {
          child.kill(name);
          return child.exitCode === null ? notYet("it runs") : ready(true);
        },
        budget: lineBudget,
      });
      return ended;
    },
    closeReaders() {
      stdout.destroy();
      stderr.destroy();
    },
    signalGroup: (name) => void process.kill(-pid, name),
  };
}

/** vitest's own variables would make the command line take itself for one of its workers. */
function withoutVitest(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|DEV$|PROD$|SSR$|MODE$|FORCE_)/.test(name),
    ),
  );
}
