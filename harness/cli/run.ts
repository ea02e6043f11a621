import { Command, InvalidArgumentError, Option } from "commander";
import { sourceNames, type SourceName } from "../assets/index.ts";
import { keepModes, type KeepMode } from "../scenario/settings.ts";
import { performRun } from "./perform-run.ts";

/** The options of `tkglab run`, as typed. */
export interface RunOptions {
  readonly tag: readonly string[];
  readonly shard?: { readonly index: number; readonly count: number };
  readonly bail: boolean;
  readonly repeat: number;
  readonly keep: KeepMode | true;
  readonly reportDir?: string;
  readonly source: SourceName;
  readonly all: boolean;
  readonly workers: number;
  readonly json: boolean;
  readonly scenarios: string;
}

/** `tkglab run [pattern...]`. */
export function runCommand(defaultScenarios: string): Command {
  return new Command("run")
    .summary("run scenarios and write a report")
    .description(
      "Runs scenarios, red before green, and writes a report. Without arguments: the containerd scenarios.",
    )
    .argument("[pattern...]", "parts of scenario ids, or globs over them")
    .option("--tag <tag>", "only scenarios with this tag (again for another)", append, [])
    .option("--shard <i/n>", "only part i of n", parseShard)
    .option("--bail", "stop at the first scenario that does not pass", false)
    .option("--repeat <n>", "run each scenario n times", parseCount, 1)
    .addOption(
      new Option("--keep [when]", "leave what was started standing (on-failure: only then)")
        .choices(keepModes)
        .default("never" satisfies KeepMode),
    )
    .option("--report-dir <dir>", "write the report here (default: reports/<run id>)")
    .addOption(new Option("--source <source>", "where images come from").choices(sourceNames).default("auto"))
    .option("--all", "run every scenario", false)
    .option("--workers <n>", "scenarios side by side", parseCount, 1)
    .option("--json", "print results.json to stdout", false)
    .addOption(
      new Option("--scenarios <dir>", "the folder with scenarios").default(defaultScenarios).hideHelp(),
    )
    .action(async (patterns: string[], options: RunOptions) => {
      process.exitCode = await performRun(patterns, options);
    });
}

function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It takes a whole number from 1.");
}

function parseShard(text: string): { index: number; count: number } {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError("It takes i/n with i from 1 to n, such as 1/3.");
}
