import { Command } from "commander";
import { findStanding, sweep } from "../../cluster/index.ts";
import { HarnessError } from "../../core/errors.ts";
import { dockerVersion } from "../docker-version.ts";
import { runsFolder } from "../environment.ts";
import { environmentNames } from "./environments.ts";

/** `tkglab down [environment]`: removes what `tkglab up` has left standing. */
export function downCommand(): Command {
  return new Command("down")
    .description("remove an environment that stands")
    .addArgument(
      new Command().createArgument("[environment]", "which one; all unless told").choices(environmentNames),
    )
    .action(async (name: string | undefined) => {
      await dockerVersion();
      const standing = (await findStanding()).filter(
        ({ environment }) => name === undefined || environment === name,
      );
      if (standing.length === 0) {
        throw new HarnessError({
          code: "usage",
          message: `Removing ${name ?? "what stands"}: nothing of that kind stands`,
          hint: "tkglab sweep removes what ended runs have left",
        });
      }
      for (const { environment, runId } of standing) {
        const { removed, left } = await sweep(runsFolder(), { runId });
        process.stdout.write(`${environment}: removed ${removed.length} things\n`);
        for (const { kind, name: thing } of left) {
          process.stdout.write(`still in use by somebody else: ${kind} ${thing}\n`);
        }
      }
    });
}
