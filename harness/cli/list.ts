import { Command } from "commander";
import { describeError } from "../core/errors.ts";
import type { Scenario, Step } from "../scenario/definition.ts";
import { discoverScenarios } from "../scenario/discover.ts";
import { cellText } from "../scenario/matrix/axes.ts";
import { inCells } from "../scenario/matrix/in-cells.ts";
import { chooseScenarios } from "./choose-scenarios.ts";
import { matrixOption } from "./matrix-option.ts";
import { matrixOf, type RunOptions } from "./run-options.ts";

/** `tkglab list`: what scenarios there are. */
export function listCommand(scenariosFolder: string): Command {
  return new Command("list")
    .description("list the scenarios with their titles and tags")
    .option("--json", "print headers as JSON", false)
    .addOption(matrixOption("those that vary once for each row of the matrix"))
    .action(async ({ json, ...options }: { readonly json: boolean } & Pick<RunOptions, "matrix">) => {
      const { found, unreadable } = await discoverScenarios(scenariosFolder);
      const { matrix } = matrixOf(options);
      const headers = found.flatMap((one) => inCells(one, matrix)).map(({ scenario }) => scenario.header);
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
    .addOption(matrixOption("those that vary once for each row of the matrix"))
    .action(async (patterns: string[], options: Pick<RunOptions, "matrix">) => {
      const chosen = chooseScenarios(await discoverScenarios(scenariosFolder), {
        folder: scenariosFolder,
        patterns,
        tags: [],
        all: false,
        ...matrixOf(options),
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
    ...(header.cell === undefined ? [] : [`  with ${cellText(header.cell)}`]),
    `  stands for ${header.product}, seed ${header.seed}; uses ${uses}`,
    ...steps.map((step, index) => `  ${index + 1}. ${stepLine(step)}`),
    ...header.differs.map((difference) => `  differs: ${difference}`),
    `  file: ${file}`,
  ];
  return `${lines.join("\n")}\n`;
}

function stepLine({ kind, title, expected }: Step): string {
  const match = expected === undefined ? "" : `  ${String(expected)}`;
  return `${kind.padEnd(5)} ${title}${match}`;
}
