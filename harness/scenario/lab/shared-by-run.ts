import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { holdLock } from "../../assets/lock.ts";
import type { RunContext } from "../../core/run-context.ts";
import type { RunSettings } from "../settings.ts";
import { labIdOf } from "./lab-names.ts";
import type { LabParts } from "./lab-parts.ts";

/**
 * Something of which a run has one, by its id. Who comes first creates it, the others open it; it goes with the run
 * (decision 27).
 */
export async function sharedByRun<T>(
  { settings, context }: Pick<LabParts, "settings" | "context">,
  id: string,
  {
    open,
    create,
  }: {
    readonly open: (context: RunContext) => Promise<T | undefined>;
    readonly create: (context: RunContext) => Promise<T>;
  },
): Promise<T> {
  const shared = contextOfRun(settings, context, id);
  await mkdir(shared.secretsDir, { recursive: true, mode: 0o700 });
  await using _lock = await holdLock(join(settings.secretsDir, id), context);
  return (await open(shared)) ?? (await create(shared));
}

/** What it is started with, whichever scenario needs it first. */
export function contextOfRun(settings: RunSettings, context: RunContext, id: string): RunContext {
  const labId = labIdOf(settings.runId, id);
  return {
    ...context,
    labId,
    ownership: { ...context.ownership, scenarioId: "" },
    secretsDir: join(settings.secretsDir, labId),
  };
}
