import fc from "fast-check";

/** What the tests of every day begin with. */
const usualSeed = 20_261_122;

/**
 * How often a property is tried and with which seed: always the same, so that a failure is there again the next time.
 * TKGLAB_FUZZ_SEED takes another, TKGLAB_FUZZ_TIMES tries so many times more. What fails is told with seed and path.
 */
export function trials(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  const { TKGLAB_FUZZ_SEED: seed = String(usualSeed), TKGLAB_FUZZ_TIMES: times = "1" } = process.env;
  return { seed: Number(seed), numRuns: numRuns * Number(times) };
}

/** One of these, each as often as its weight says. */
export function among<T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
