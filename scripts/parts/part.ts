/** How many checks or tests held. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A part of scripts/test. */
export interface Part {
  readonly name: string;
  /** The parts without which this one makes no sense: it is left out where one of them failed. */
  readonly after?: readonly string[];
  /** Prints what it finds as it goes. Throwing counts as one failure. */
  run(): Promise<Count>;
}

/** The count of a check that holds or does not. */
export function one(held: boolean): Count {
  return held ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/**
 * The count of a program's tests. A program that ended badly although no test of its own failed (a crash, a file
 * that does not load, no test at all) counts as one failure.
 */
export function orBroken(count: Count, exitCode: number | null): Count {
  return exitCode === 0 || count.failed > 0 ? count : { ...count, failed: 1 };
}
