import { Command } from "commander";
import { findStanding, markStanding } from "../../cluster/index.ts";
import { readBuilderFile } from "../../cluster/source-to-url/builder-file.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { dockerVersion } from "../docker-version.ts";
import { onInterrupt } from "../interrupt.ts";
import { settingsFor } from "../prepare-run.ts";
import { makeEnvironmentFolders } from "../run-folders.ts";
import { pullFromOption, pullLockOption, sourceOption, type SourceOptions } from "../source-options.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { builderOption } from "./builder-option.ts";
import { type Environment, environmentNames, environments, usesOfSourceToUrl } from "./environments.ts";
import { removeAfter } from "./remove-started.ts";

interface UpOptions extends SourceOptions {
  readonly builder?: string;
}

/** `tkglab up <environment>`: leaves an environment standing and prints how to use it. */
export function upCommand(): Command {
  return new Command("up")
    .description("leave an environment standing, and print how to use it")
    .addArgument(
      new Command()
        .createArgument(
          "<environment>",
          "tkg: standalone TKG; supervisor: vSphere with Tanzu; source-to-url: git push -> URL",
        )
        .choices(environmentNames),
    )
    .addOption(sourceOption())
    .addOption(pullFromOption())
    .addOption(pullLockOption())
    .addOption(builderOption())
    .action(async (name: Environment, { builder: file, ...choice }: UpOptions) => {
      if (file !== undefined && name !== "source-to-url") {
        throw new HarnessError({
          code: "usage",
          message: `Bringing up ${name}: --builder is for source-to-url`,
          hint: "tkglab up --help",
        });
      }
      const builder = file === undefined ? undefined : await readBuilderFile(file);
      using progress = terminalProgress(process.stderr);
      using interrupt = onInterrupt(progress);
      const { signal } = interrupt;
      await dockerVersion(signal);
      if ((await findStanding()).some(({ environment }) => environment === name)) {
        throw new HarnessError({
          code: "usage",
          message: `Bringing up ${name}: it stands already`,
          hint: `tkglab down ${name}`,
        });
      }
      const folders = await makeEnvironmentFolders();
      try {
        const { raise, ...environment } = environments[name];
        const uses = builder === undefined ? environment.uses : usesOfSourceToUrl(builder);
        const { limit: stepLimit } = budgets.scenarioStep;
        const settings = await settingsFor({
          ...{ uses, folders, choice, keep: "always", stepLimit, progress, signal },
        });
        const usage = await raise(settings, { progress, signal, builder });
        const { runId, owner } = settings;
        await markStanding(name, { runId, owner, scenarioId: "" });
        signal.throwIfAborted();
        process.stdout.write(`${usage.join("\n")}\ntkglab down ${name}  # removes all of it\n`);
      } catch (error) {
        throw await removeAfter(error, { folders, progress, signal });
      }
    });
}
