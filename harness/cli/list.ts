import { Command } from "commander";
import { describeError, HarnessError } from "../core/errors.ts";
import { discoverScenarios } from "../scenario/discover.ts";
import { selectScenarios } from "../scenario/select.ts";

/** `tkglab list`: what scenarios there are. */
export function listCommand(scenariosFolder: string): Command {
  return new Command("list")
    .description("list the scenarios with their titles and tags")
    .option("--json", "print headers as JSON", false)
    .action(async ({ json }: { readonly json: boolean }) => {
      const { found, unreadable } = await discoverScenarios(scenariosFolder);
      const headers = found.map(({ scenario }) => scenario.header);
      if (json) process.stdout.write(`${JSON.stringify(headers, undefined, 2)}\n`);
      else {
        const width = Math.max(...headers.map(({ id }) => id.length));
        for (const { id, title, tags } of headers) {
          process.stdout.write(`${id.padEnd(width)}  ${title}  [${tags.join(", ")}]\n`);
        }
      }
      for (const { error } of unreadable) process.stderr.write(`${describeError(error)}\n`);
      if (unreadable.length > 0) process.exitCode = 2;
    });
}

/** `tkglab plan <scenario>`: what a run would do, without doing it. */
export function planCommand(scenariosFolder: string): Command {
  return new Command("plan")
    .description("print the steps of scenarios without running them")
    .argument("<pattern...>", "parts of scenario ids, or globs over them")
    .action(async (patterns: string[]) => {
      const { found, unreadable } = await discoverScenarios(scenariosFolder);
      if (found.length === 0) {
        throw new HarnessError({
          code: "usage",
          message: `Planning: there are no scenarios in ${scenariosFolder}`,
        });
      }
      for (const { scenario, file } of selectScenarios(found, { patterns, tags: [] })) {
        const { header, steps } = scenario;
        process.stdout.write(`${header.id}: ${header.title}\n`);
        process.stdout.write(
          `  stands for ${header.product}, seed ${header.seed}; uses ${header.uses.join(", ")}\n`,
        );
        for (const [index, { kind, title, expected }] of steps.entries()) {
          const match = expected === undefined ? "" : `  ${String(expected)}`;
          process.stdout.write(`  ${index + 1}. ${kind.padEnd(5)} ${title}${match}\n`);
        }
        for (const difference of header.differs) process.stdout.write(`  differs: ${difference}\n`);
        process.stdout.write(`  file: ${file}\n`);
      }
      for (const { error } of unreadable) process.stderr.write(`${describeError(error)}\n`);
    });
}
