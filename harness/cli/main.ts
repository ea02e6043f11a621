#!/usr/bin/env node
import "./lean-process.ts";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { describeError, exitCodeOf } from "../core/errors.ts";
import { thisHost } from "../host/index.ts";
import { packageVersion } from "./assemble-results.ts";
import { outliveReaders } from "./closed-streams.ts";
import { cacheFolder } from "./environment.ts";
import { demoCommand } from "./demo/demo.ts";
import { doctorCommand } from "./doctor.ts";
import { imagesCommand } from "./images.ts";
import { inspectCommand } from "./inspect.ts";
import { sayLastWords } from "./last-words.ts";
import { listCommand, planCommand } from "./list.ts";
import { reportCommand } from "./report.ts";
import { runCommand } from "./run.ts";
import { downCommand } from "./standing/down.ts";
import { upCommand } from "./standing/up.ts";
import { describeLeftovers, sweepCommand } from "./sweep.ts";
import { tanzuCommand } from "./tanzu/tanzu.ts";

sayLastWords();
outliveReaders([process.stdout, process.stderr]);
// Beside the harness, in a checkout as in the built package.
const scenarios = join(import.meta.dirname, "../../scenarios");

const program = new Command("tkglab")
  .description("Simulates TKG environments and shows, red before green, whether CA trust procedures work.")
  .version(await packageVersion())
  .showHelpAfterError("(tkglab help shows what there is)")
  .addCommand(runCommand(scenarios))
  .addCommand(listCommand(scenarios))
  .addCommand(planCommand(scenarios))
  .addCommand(upCommand())
  .addCommand(downCommand())
  .addCommand(demoCommand())
  .addCommand(tanzuCommand())
  .addCommand(imagesCommand())
  .addCommand(
    doctorCommand({
      host: thisHost({ cacheDir: cacheFolder() }),
      leftovers: describeLeftovers,
      stdout: process.stdout,
      env: process.env,
      exit: (code) => (process.exitCode = code),
    }),
  )
  .addCommand(inspectCommand({ stdout: process.stdout, exit: (code) => (process.exitCode = code) }))
  .addCommand(sweepCommand())
  .addCommand(reportCommand());

for (const command of everyCommand(program)) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; help and version are no mistakes.
    process.exitCode = error.exitCode === 0 ? 0 : 3;
  } else {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
