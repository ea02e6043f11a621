/** The Docker labels that say what is ours. What does not carry `run` is never touched. */
export const labels = {
  /** The run that made it. */
  run: "tkglab.run",
  /** The scenario (or environment) it belongs to, as `<area>/<name>`. */
  scenario: "tkglab.scenario",
  /** The process that looks after it: see owner.ts. */
  owner: "tkglab.owner",
  /** On a volume: the environment that stays when the command that made it has ended. */
  standing: "tkglab.standing",
  /** On images: the catalogue entry and its key. These are cache, not leftovers. */
  asset: "tkglab.asset",
} as const;

/** Whose a thing in Docker is. */
export interface Ownership {
  readonly runId: string;
  readonly scenarioId: string;
  readonly owner: string;
}

/** The ownership as `key=value` pairs, ready for `--label`. */
export function labelPairs({ runId, scenarioId, owner }: Ownership): readonly string[] {
  return [`${labels.run}=${runId}`, `${labels.scenario}=${scenarioId}`, `${labels.owner}=${owner}`];
}

/** The ownership as a record, for those who take labels as an object. */
export function labelRecord({ runId, scenarioId, owner }: Ownership): Record<string, string> {
  return { [labels.run]: runId, [labels.scenario]: scenarioId, [labels.owner]: owner };
}
