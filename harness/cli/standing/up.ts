import { Command, Option } from "commander";
import { type SourceName, sourceNames } from "../../assets/index.ts";
import { findStanding, markStanding } from "../../cluster/index.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { cleanUpRun } from "../clean-up-run.ts";
import { onInterrupt } from "../interrupt.ts";
import { settingsFor } from "../prepare-run.ts";
import { makeEnvironmentFolders } from "../run-folders.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { type Environment, environmentNames, environments } from "./environments.ts";

/** `tkglab up <environment>`: leaves an environment standing and prints how to use it. */
export function upCommand(): Command {
  return new Command("up")
    .description("leave an environment standing, and print how to use it")
    .addArgument(
      new Command()
        .createArgument("<environment>", "tkg: standalone TKG; source-to-url: git push -> URL")
        .choices(environmentNames),
    )
    .addOption(new Option("--source <source>", "where images come from").choices(sourceNames).default("auto"))
    .action(async (name: Environment, { source }: { readonly source: SourceName }) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = onInterrupt(progress);
      const { signal } = interrupt;
      if ((await findStanding()).some(({ environment }) => environment === name)) {
        throw new HarnessError({
          code: "usage",
          message: `Bringing up ${name}: it stands already`,
          hint: `tkglab down ${name}`,
        });
      }
      const folders = await makeEnvironmentFolders();
      try {
        const { uses, raise } = environments[name];
        const { limit: stepLimit } = budgets.scenarioStep;
        const settings = await settingsFor({
          ...{ uses, folders, source, keep: "always", stepLimit, progress, signal },
        });
        const usage = await raise(settings, { progress, signal });
        const { runId, owner } = settings;
        await markStanding(name, { runId, owner, scenarioId: "" });
        process.stdout.write(`${usage.join("\n")}\ntkglab down ${name}  # removes all of it\n`);
      } catch (error) {
        progress.say("removing what was started");
        const left = await cleanUpRun({ folders, scenarios: [], hadDocker: true, isInterrupted: true });
        for (const thing of left) progress.say(`Left behind: ${thing}`);
        throw error;
      }
    });
}
