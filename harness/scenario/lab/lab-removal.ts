import { rm } from "node:fs/promises";
import { findLeftovers, type Leftover, removeLeftovers } from "../../cluster/index.ts";
import type { LabParts } from "./lab-parts.ts";
import { messagesOf } from "../suppressed-errors.ts";

/** Whose things are meant: a lab's own, by their labels. */
type LabIdentity = Pick<LabParts, "settings" | "context">;

/** Names of what stands. */
export async function inventoryOf(lab: LabIdentity): Promise<string[]> {
  return (await leftoversOf(lab)).map(described);
}

/** Removes everything, however much of that fails, and gives what is or may be still there: nothing, or a leak. */
export async function removeAll(lab: LabIdentity, owned: AsyncDisposableStack): Promise<string[]> {
  const left: string[] = [];
  const tries = [
    () => owned.disposeAsync(),
    () => rm(lab.context.secretsDir, { recursive: true, force: true }),
    async () => {
      const leftovers = await leftoversOf(lab);
      left.push(...leftovers.map(described));
      // What should not be here is reported, and taken away all the same.
      await removeLeftovers(leftovers);
    },
  ];
  for (const attempt of tries) {
    await attempt().catch((error: unknown) => {
      left.push(...messagesOf(error).map((message) => `unknown (${message})`));
    });
  }
  return [...new Set(left)];
}

function leftoversOf({ settings, context }: LabIdentity): Promise<Leftover[]> {
  const { runId, scenarioId } = context.ownership;
  return findLeftovers(settings.secretsDir, { runId, scenarioId });
}

function described({ kind, name }: Leftover): string {
  return `${kind} ${name}`;
}
