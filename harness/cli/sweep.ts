import { Command } from "commander";
import { findLeftovers, type Leftover, sweep } from "../cluster/sweep.ts";
import { ownerIsAlive } from "../core/owner.ts";
import { runsFolder } from "./environment.ts";

/** `tkglab sweep`: removes what runs that have ended left behind. */
export function sweepCommand(): Command {
  return new Command("sweep")
    .description("remove what ended runs have left in Docker; nothing without our labels is touched")
    .option("--run <id>", "only what this run has started, even if it is under way")
    .option("--dry-run", "only say what would go", false)
    .action(async ({ run, dryRun }: { readonly run?: string; readonly dryRun: boolean }) => {
      const scope = run === undefined ? "ended-runs" : { runId: run };
      const { removed, left } = dryRun
        ? { removed: await findLeftovers(runsFolder(), scope), left: [] }
        : await sweep(runsFolder(), scope);
      print(dryRun ? "would remove" : "removed", removed);
      print("still in use by somebody else:", left);
      if (removed.length + left.length === 0) process.stdout.write("nothing of ours is left\n");
    });
}

/** What doctor shows: a line for each thing that an ended run has left. */
export async function describeLeftovers(): Promise<string[]> {
  const leftovers = await findLeftovers(runsFolder(), "ended-runs");
  return leftovers
    .filter(({ owner }) => !ownerIsAlive(owner))
    .map(({ kind, name, runId }) => `${kind} ${name} (run ${runId})`);
}

function print(what: string, leftovers: readonly Leftover[]): void {
  for (const { kind, name, runId } of leftovers)
    process.stdout.write(`${what} ${kind} ${name} (run ${runId})\n`);
}
