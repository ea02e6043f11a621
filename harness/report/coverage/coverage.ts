import type { SeedProcedure } from "./seed-procedure.ts";
import { sourceToUrl } from "./source-to-url.ts";
import { supervisor } from "./supervisor.ts";
import { trustOfTkg } from "./trust-of-tkg.ts";

/** Every procedure of the five seeds, in their order. */
export const seedProcedures: readonly SeedProcedure[] = [
  ...trustOfTkg,
  ...sourceToUrl,
  ...supervisor,
].toSorted((a, b) => (seedOf(a) < seedOf(b) ? -1 : Number(seedOf(a) > seedOf(b))));

/** The seed of a procedure, as three digits. */
export function seedOf({ id }: SeedProcedure): string {
  return id.slice(0, 3);
}
