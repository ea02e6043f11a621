import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { HarnessError, messageOf } from "../../core/errors.ts";

const lockSchema = z.strictObject({
  version: z.literal(1),
  digests: z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/)),
});

/** What somebody has published and stands for: digests of manifests by `name:key`, in whichever registry they lie. */
export interface ImageLock {
  readonly file: string;
  readonly digests: Readonly<Record<string, string>>;
}

/** Reads a lock. @throws HarnessError `bad-input` when there is none, or it is not one */
export async function readImageLock(file: string): Promise<ImageLock> {
  try {
    return { file, digests: lockSchema.parse(JSON.parse(await readFile(file, "utf8"))).digests };
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause);
    throw new HarnessError({
      code: "bad-input",
      message: `Reading the lock of published images ${file}: ${why}`,
      hint: "tkglab images push --lock writes one",
      cause,
    });
  }
}

/** Adds digests to a lock, or begins one. What else is in it stays: another architecture has keys of its own. */
export async function addToImageLock(file: string, digests: Readonly<Record<string, string>>): Promise<void> {
  const all = { ...(await digestsBefore(file)), ...digests };
  const sorted = Object.fromEntries(Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ version: 1, digests: sorted }, undefined, 2)}\n`);
}

async function digestsBefore(file: string): Promise<ImageLock["digests"]> {
  try {
    return (await readImageLock(file)).digests;
  } catch (error) {
    const cause = error instanceof HarnessError ? error.cause : undefined;
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw error;
  }
}
