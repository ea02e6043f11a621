#!/usr/bin/env node
import { commands, isLong } from "./commands.ts";

const [, , chosen] = process.argv;
// Whatever is loaded before is loaded twice.
if (isLong(chosen)) await import("./lean-process.ts");
const [{ Command, CommanderError }, { describeError, exitCodeOf }] = await Promise.all([
  import("commander"),
  import("../core/errors.ts"),
]);
const [{ packageVersion }, { outliveReaders }, { sayLastWords }] = await Promise.all([
  import("./package-version.ts"),
  import("./closed-streams.ts"),
  import("./last-words.ts"),
]);

sayLastWords();
outliveReaders([process.stdout, process.stderr]);

const program = new Command("tkglab")
  .description("Simulates TKG environments and shows, red before green, whether CA trust procedures work.")
  .version(await packageVersion())
  .showHelpAfterError("(tkglab help shows what there is)");
// All of them for help, and for what is none.
const load = chosen === undefined ? undefined : commands[chosen];
for (const make of load === undefined ? Object.values(commands) : [load]) program.addCommand(await make());

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

function everyCommand(command: InstanceType<typeof Command>): InstanceType<typeof Command>[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
