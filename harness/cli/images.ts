import { Command } from "commander";
import { type AssetId, type Assets, catalogue, duration } from "../assets/index.ts";
import { newRunId } from "../core/run-id.ts";
import { assetId } from "./asset-id.ts";
import { openAssets } from "./environment.ts";
import { pushCommand } from "./images-push.ts";
import { onInterrupt } from "./interrupt.ts";
import { pullFromOption, pullLockOption, sourceOption, type SourceOptions } from "./source-options.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** What contract tests and `npm run bench` meet: real programs and images, by the variable that tells them where. */
const forTests = {
  TKGLAB_REGISTRY_BINARY: { asset: "distribution", program: "registry" },
  TKGLAB_ACTIONLINT: { asset: "actionlint", program: "actionlint" },
  TKGLAB_KIND: { asset: "kind", program: "kind" },
  TKGLAB_YTT: { asset: "ytt", program: "ytt" },
  TKGLAB_HARBOR_IMAGE: { asset: "harbor" },
  TKGLAB_TOOLBOX_IMAGE: { asset: "toolbox" },
  TKGLAB_ORAS: { asset: "oras", program: "oras" },
  TKGLAB_NODE_IMAGE: { asset: "node-photon" },
  TKGLAB_KUBECTL: { asset: "kubernetes-1.34", program: "kubectl" },
  TKGLAB_HELLO_APP_ARCHIVE: { asset: "hello-app", archive: true },
  TKGLAB_GIT_SERVER_IMAGE: { asset: "git-server" },
  TKGLAB_LIFECYCLE_IMAGE: { asset: "lifecycle-image" },
  TKGLAB_STACK_BUILD_IMAGE: { asset: "stack-build" },
  TKGLAB_STACK_RUN_IMAGE: { asset: "stack-run" },
  TKGLAB_BUILDPACK_GO_IMAGE: { asset: "buildpack-go" },
  TKGLAB_BUILDPACK_JAVA_IMAGE: { asset: "buildpack-java" },
  TKGLAB_BUILDPACK_NODEJS_IMAGE: { asset: "buildpack-nodejs" },
  TKGLAB_BUILDPACK_RUBY_IMAGE: { asset: "buildpack-ruby" },
} as const satisfies Record<
  string,
  { readonly asset: AssetId; readonly program?: string; readonly archive?: true }
>;

/** `tkglab images build|push|list|prune|env`. */
export function imagesCommand(): Command {
  return new Command("images")
    .description("build, publish, list and prune what the lab is made of")
    .addCommand(buildCommand())
    .addCommand(pushCommand())
    .addCommand(listCommand())
    .addCommand(pruneCommand())
    .addCommand(envCommand());
}

function buildCommand(): Command {
  return new Command("build")
    .description("build what is missing; without names: everything")
    .argument("[name...]", "names from `tkglab images list`")
    .addOption(sourceOption())
    .addOption(pullFromOption())
    .addOption(pullLockOption())
    .option("--for-tests", "only what the contract tests need", false)
    .action(
      async (
        names: string[],
        { forTests: tests, ...choice }: SourceOptions & { readonly forTests: boolean },
      ) => {
        const all = tests ? Object.values(forTests).map(({ asset }) => asset) : [...catalogue.keys()];
        const ids = (names.length === 0 ? all : names).map(assetId);
        using progress = terminalProgress(process.stderr);
        using interrupt = onInterrupt(progress);
        const assets = await openAssets({ choice, runId: newRunId(), progress, signal: interrupt.signal });
        await assets.ensure(ids);
        progress.say(`${ids.length} of ${catalogue.size} entries are there`);
      },
    );
}

function listCommand(): Command {
  return new Command("list")
    .description("list the catalogue and what of it is there")
    .option("--json", "print JSON", false)
    .action(async ({ json }: { readonly json: boolean }) => {
      const assets = await openAssets({ ...quiet(), choice: { source: "build" } });
      const entries = await assets.list();
      if (json) {
        process.stdout.write(`${JSON.stringify(entries, undefined, 2)}\n`);
        return;
      }
      const width = Math.max(...entries.map(({ id }) => id.length));
      for (const { id, key, present, pulledFrom, usually, title } of entries) {
        const state = present ? (pulledFrom === undefined ? "built" : "pulled") : "missing";
        const from = pulledFrom === undefined ? "" : `, from ${pulledFrom.replace(`/${id}:${key}`, "")}`;
        process.stdout.write(
          `${id.padEnd(width)}  ${state.padEnd(7)}  ${key}  ${duration(usually).padStart(6)}  ${title}${from}\n`,
        );
      }
    });
}

function pruneCommand(): Command {
  return new Command("prune")
    .description("remove built things that no recipe asks for any more")
    .option("--all", "remove everything that was built", false)
    .action(async ({ all }: { readonly all: boolean }) => {
      const assets = await openAssets({ ...quiet(), choice: { source: "build" } });
      const removed = await assets.prune(all ? "everything" : "outdated");
      for (const { id, key } of removed) process.stdout.write(`removed ${id} ${key}\n`);
      if (removed.length === 0) process.stdout.write("nothing to remove\n");
    });
}

function envCommand(): Command {
  return new Command("env")
    .description("print the environment of the contract tests, as NAME=value lines")
    .action(async () => {
      const assets = await openAssets({ ...quiet(), choice: { source: "auto" } });
      await assets.ensure(Object.values(forTests).map(({ asset }) => asset));
      for (const [name, { asset, ...rest }] of Object.entries(forTests)) {
        process.stdout.write(`${name}=${await placeOf(assets, asset, rest)}\n`);
      }
    });
}

function placeOf(
  assets: Assets,
  id: AssetId,
  { program, archive }: { readonly program?: string; readonly archive?: true },
): Promise<string> {
  if (program !== undefined) return assets.program(id, program);
  return archive === undefined ? assets.image(id) : assets.archive(id);
}

function quiet() {
  const progress = { say: (line: string) => void process.stderr.write(`${line}\n`), now: () => undefined };
  return { runId: newRunId(), progress, signal: new AbortController().signal };
}
