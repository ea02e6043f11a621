import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { check, lock } from "proper-lockfile";
import { budgets } from "../core/budgets.ts";
import type { Clock } from "../core/clock.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";

/** Milliseconds after which the lock of a process that has died counts as gone; it is renewed while held. */
const stale = 15_000;

/**
 * Holds a lock on a path (which need not exist) between all processes of this machine.
 * @throws HarnessError `timeout` (budget assetLock) when another process never lets go.
 */
export async function holdLock(
  path: string,
  { signal, clock }: { readonly signal: AbortSignal | undefined; readonly clock?: Clock | undefined },
): Promise<AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true });
  let lost = false;
  // A machine that was asleep comes back to a stale lock, which another process may have by now. It then builds the
  // same thing in a folder of its own: that costs time and does no harm, while the library's default ends the process.
  const onCompromised = () => {
    lost = true;
  };
  const release = await waitFor({
    what: `another tkglab to finish with ${path}`,
    look: async () => {
      if (await check(path, { realpath: false, stale })) return notYet("it is still at work");
      const taken = await lock(path, { realpath: false, stale, onCompromised }).catch(quicker);
      return taken === undefined ? notYet("it was quicker") : ready(taken);
    },
    budget: budgets.assetLock,
    signal,
    ...(clock === undefined ? {} : { clock }),
  });
  return {
    async [Symbol.asyncDispose]() {
      if (!lost) await release();
    },
  };
}

function quicker(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ELOCKED") return undefined;
  throw error;
}
