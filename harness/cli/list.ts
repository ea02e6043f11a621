import { Command } from "commander";
import { describeError } from "../core/errors.ts";
import type { Scenario } from "../scenario/definition.ts";
import { discoverScenarios } from "../scenario/discover.ts";
import { chooseScenarios } from "./choose-scenarios.ts";

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
        const width = Math.max(...headers.map(({ id }) => id.length), 0);
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
      const chosen = chooseScenarios(await discoverScenarios(scenariosFolder), {
        folder: scenariosFolder,
        patterns,
        tags: [],
        all: false,
      });
      for (const { scenario, file, unreadable } of chosen) {
        if (unreadable === undefined) process.stdout.write(planOf(scenario, file));
        else process.stderr.write(`${describeError(unreadable.error)}\n`);
      }
      if (chosen.some(({ unreadable }) => unreadable !== undefined)) process.exitCode = 2;
    });
}

function planOf({ header, steps }: Scenario, file: string): string {
  const uses = header.uses.length === 0 ? "nothing that is built" : header.uses.join(", ");
  const lines = [
    `${header.id}: ${header.title}`,
    `  stands for ${header.product}, seed ${header.seed}; uses ${uses}`,
    ...steps.map(({ kind, title, expected }, index) => {
      const match = expected === undefined ? "" : `  ${String(expected)}`;
      return `  ${index + 1}. ${kind.padEnd(5)} ${title}${match}`;
    }),
    ...header.differs.map((difference) => `  differs: ${difference}`),
    `  file: ${file}`,
  ];
  return `${lines.join("\n")}\n`;
}
