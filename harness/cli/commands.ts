import { join } from "node:path";
import type { Command } from "commander";

// Beside the harness, in a checkout as in the built package.
const scenarios = join(import.meta.dirname, "../../scenarios");
const { stdin, stdout, env } = process;
const exit = (code: number) => void (process.exitCode = code);

/** The commands, in the order in which help lists them. Each is loaded by itself: one that is quick starts so. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./run.ts")).runCommand(scenarios),
  list: async () => (await import("./list.ts")).listCommand(scenarios),
  plan: async () => (await import("./list.ts")).planCommand(scenarios),
  up: async () => (await import("./standing/up.ts")).upCommand(),
  down: async () => (await import("./standing/down.ts")).downCommand(),
  demo: async () => (await import("./demo/demo.ts")).demoCommand(),
  tanzu: async () => (await import("./tanzu/tanzu.ts")).tanzuCommand(),
  images: async () => (await import("./images.ts")).imagesCommand(),
  async doctor() {
    const [{ doctorCommand }, { thisHost }, { cacheFolder }, { describeLeftovers }] = await Promise.all([
      import("./doctor.ts"),
      import("../host/index.ts"),
      import("./environment.ts"),
      import("./sweep.ts"),
    ]);
    const host = thisHost({ cacheDir: cacheFolder() });
    return doctorCommand({ host, leftovers: describeLeftovers, stdout, env, exit });
  },
  inspect: async () => (await import("./inspect.ts")).inspectCommand({ stdout, exit }),
  explain: async () => (await import("./explain.ts")).explainCommand({ stdin, stdout, exit }),
  sweep: async () => (await import("./sweep.ts")).sweepCommand(),
  report: async () => (await import("./report.ts")).reportCommand(),
};

/** Over before a process would have begun anew, leaner. */
const quick: readonly string[] = ["explain", "report"];

/** Whether a command runs long enough to be worth a lean process. */
export function isLong(name: string | undefined): boolean {
  return name === undefined || !quick.includes(name);
}
