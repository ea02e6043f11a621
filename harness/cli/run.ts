import { resolve } from "node:path";
import { Command, Option } from "commander";
import { budgets } from "../core/budgets.ts";
import type { KeepMode } from "../scenario/settings.ts";
import { performRun } from "./perform-run.ts";
import { matrixOption } from "./matrix-option.ts";
import { append, parseCount, parseKeep, parseSeconds, parseShard, type RunOptions } from "./run-options.ts";
import { pullFromOption, pullLockOption, sourceOption } from "./source-options.ts";

const examples = `
Examples:
  tkglab run                               the containerd scenarios
  tkglab run photon --bail                 those with "photon" in their id, to the first that does not pass
  tkglab run --tag ci --shard 1/3          the first third of what every change has to pass
  tkglab run rehash-forgotten --keep       and leave its cluster standing, with the commands to use it
  tkglab run containerd/ --matrix          with other versions of Kubernetes and containerd, and both systems

Exit codes: 0 all passed, 1 a check failed, 2 the harness or its host broke, 3 wrong usage, 130 stopped.
`;

/** `tkglab run [pattern...]`. */
export function runCommand(defaultScenarios: string): Command {
  return new Command("run")
    .summary("run scenarios and write a report")
    .description(
      "Runs scenarios, red before green, and writes a report. Without arguments: the containerd scenarios.",
    )
    .argument("[pattern...]", "parts of scenario ids, or globs over them")
    .option("--tag <tag>", "only scenarios with this tag (again for another)", append)
    .option("--shard <i/n>", "only part i of n", parseShard)
    .option("--bail", "stop at the first scenario that does not pass")
    .option("--repeat <n>", "run each scenario n times", parseCount, 1)
    .addOption(matrixOption("run each scenario that varies with other versions too"))
    .addOption(
      new Option("--keep [when]", "leave what was started standing: always, or only on-failure")
        .argParser(parseKeep)
        .default("never" satisfies KeepMode),
    )
    .option("--report-dir <dir>", "write the report here (default: $ARTIFACTS/<run id>, or reports/<run id>)")
    .addOption(sourceOption())
    .addOption(pullFromOption())
    .addOption(pullLockOption())
    .option("--all", "run every scenario")
    .option("--workers <n>", "scenarios side by side", parseCount, 1)
    .addOption(
      new Option("--step-limit <seconds>", "what one step may take")
        .argParser(parseSeconds)
        .default(budgets.scenarioStep.limit, String(budgets.scenarioStep.limit / 1000)),
    )
    .addOption(
      new Option(
        "--customizations <dir>",
        "files for 03_customizations that the TKG scenarios use in place of their overlay",
      ).argParser((folder) => resolve(folder)),
    )
    .option("--json", "print results.json, and nothing else, to stdout")
    .addOption(
      new Option("--scenarios <dir>", "the folder with scenarios")
        .argParser((folder) => resolve(folder))
        .default(defaultScenarios)
        .hideHelp(),
    )
    .addHelpText("after", examples)
    .action(async (patterns: string[], typed: RunOptions) => {
      // Not commander's defaults: its help would show every one of them.
      const unless = { tag: [], bail: false, all: false, json: false };
      process.exitCode = await performRun(patterns, { ...unless, ...typed });
    });
}
