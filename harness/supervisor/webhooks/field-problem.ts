/** What is wrong with one field of an object. */
export interface FieldProblem {
  /** `spec.trust.additionalTrustedCAs[0].data` */
  readonly field: string;
  /** What it is, and what it should be. */
  readonly message: string;
}

/** What is found in an object: problems refuse it, warnings are shown by kubectl. */
export interface Findings {
  readonly problems: readonly FieldProblem[];
  readonly warnings: readonly FieldProblem[];
}

/** Several findings as one. */
export function allFindings(parts: readonly Partial<Findings>[]): Findings {
  return {
    problems: parts.flatMap(({ problems = [] }) => problems),
    warnings: parts.flatMap(({ warnings = [] }) => warnings),
  };
}

/** One line: `spec.a is this; it should be that`. */
export function describeProblem({ field, message }: FieldProblem): string {
  return `${field} ${message}`;
}
