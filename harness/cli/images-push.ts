import { resolve } from "node:path";
import { Command } from "commander";
import { addToImageLock, parsePlace } from "../assets/index.ts";
import { newRunId } from "../core/run-id.ts";
import { assetId } from "./asset-id.ts";
import { openAssets } from "./environment.ts";
import { onInterrupt } from "./interrupt.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** `tkglab images push [name...]`: publishes what was built, for those who pull it. */
export function pushCommand(): Command {
  return new Command("push")
    .description("publish what is there, for others to pull; without names: all of it")
    .argument("[name...]", "names from `tkglab images list`")
    .requiredOption("--to <registry/prefix>", "a registry that this host's Docker may push to")
    .option("--lock <file>", "add the digests to this file, for --pull-lock")
    .action(async (names: string[], { to, lock }: { readonly to: string; readonly lock?: string }) => {
      const place = parsePlace(to);
      const ids = names.map(assetId);
      using progress = terminalProgress(process.stderr);
      using interrupt = onInterrupt(progress);
      const assets = await openAssets({
        ...{ choice: { source: "build" }, runId: newRunId(), progress, signal: interrupt.signal },
      });
      const digests = await assets.publish(place, ids.length === 0 ? undefined : ids);
      if (lock !== undefined) await addToImageLock(resolve(lock), digests);
      progress.say(`${Object.keys(digests).length} entries are in ${to}`);
    });
}
