/** How a scenario ended: `failed` is a check that did not hold, `broken` is the harness's or the host's doing. */
export const verdicts = ["passed", "failed", "broken", "skipped", "not-run"] as const;
export type Verdict = (typeof verdicts)[number];

/** How a step ended; it has no `skipped`, because only a whole scenario is skipped. */
export const stepVerdicts = ["passed", "failed", "broken", "not-run"] as const;
export type StepVerdict = (typeof stepVerdicts)[number];

export const runVerdicts = ["passed", "failed", "broken"] as const;
export type RunVerdict = (typeof runVerdicts)[number];

/** How many scenarios ended how. */
export interface VerdictCounts {
  readonly passed: number;
  readonly failed: number;
  readonly broken: number;
  readonly skipped: number;
  readonly notRun: number;
}

/** What the verdict of a run depends on. `reason` says why a scenario was skipped or not run. */
export interface JudgedScenario {
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

/** Where the number of a verdict stands in the counts. */
export const countOf = {
  passed: "passed",
  failed: "failed",
  broken: "broken",
  skipped: "skipped",
  "not-run": "notRun",
} as const satisfies Record<Verdict, keyof VerdictCounts>;

/** The word for a verdict that people read. */
export const verdictWord = {
  passed: "Passed",
  failed: "Failed",
  broken: "Broken",
  skipped: "Skipped",
  "not-run": "Not run",
} as const satisfies Record<Verdict, string>;

/** Counts scenarios by verdict. */
export function countVerdicts(scenarios: readonly JudgedScenario[]): VerdictCounts {
  const counts = { passed: 0, failed: 0, broken: 0, skipped: 0, notRun: 0 };
  for (const { verdict } of scenarios) counts[countOf[verdict]] += 1;
  return counts;
}

/** The verdict of a run whose scenarios ended like this; the worst one wins. */
export function verdictOfRun(scenarios: readonly JudgedScenario[]): RunVerdict {
  return runVerdicts[worstCode(scenarios)];
}

/**
 * The exit code of a run: 0 passed (or skipped), 1 a check failed, 2 something broke or was not run without a
 * reason. A run that calls itself broken is broken, however its scenarios ended.
 */
export function exitCodeOfVerdicts(results: {
  readonly run: { readonly verdict: RunVerdict };
  readonly scenarios: readonly JudgedScenario[];
}): 0 | 1 | 2 {
  return worse(codeOfRun[results.run.verdict], worstCode(results.scenarios));
}

const codeOfRun = { passed: 0, failed: 1, broken: 2 } as const satisfies Record<RunVerdict, number>;

function worstCode(scenarios: readonly JudgedScenario[]): 0 | 1 | 2 {
  return scenarios.map(codeOf).reduce<0 | 1 | 2>(worse, 0);
}

function worse(a: 0 | 1 | 2, b: 0 | 1 | 2): 0 | 1 | 2 {
  return a > b ? a : b;
}

function codeOf({ verdict, reason }: JudgedScenario): 0 | 1 | 2 {
  switch (verdict) {
    case "passed":
    case "skipped":
      return 0;
    case "failed":
      return 1;
    case "broken":
      return 2;
    case "not-run":
      return reason === undefined ? 2 : 0;
  }
}
