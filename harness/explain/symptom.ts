/** What a user meets when something is not trusted, and what may be behind it: a file of `symptoms`. */
export interface Symptom {
  /** `N01` to `N30`: as the field's list of trust failures has them; `P…`: met in the lab besides. */
  readonly id: string;
  readonly title: string;
  /** Which component says it, and where. */
  readonly speaker: string;
  /** What it says, as patterns: see pattern.ts. None for what is told by another symptom's words. */
  readonly says: readonly string[];
  /** It counts where no other fits only: its words are part of others'. */
  readonly vague?: boolean;
  /** The symptom whose words these are too. */
  readonly heardAs?: string;
  /** The one command that tells the causes apart. */
  readonly probe?: Probe;
  /** What may be behind it, the most likely first. */
  readonly causes: readonly Cause[];
  /** Threads as `owner/repository#number`, or the seed. */
  readonly sources: readonly string[];
  /** Why no scenario shows it. */
  readonly unproduced?: string;
}

export interface Probe {
  /** With `{host}` and whatever else the patterns name. */
  readonly run: string;
  readonly where: string;
}

export interface Cause {
  readonly is: string;
  /** What the probe shows then. */
  readonly when?: string;
  readonly cure: string;
  /** The scenario that shows it, red and then green. */
  readonly scenario?: string;
  /** Where `tkglab inspect` sees it. */
  readonly place?: Place;
  readonly state?: "missing" | "stale" | "malformed";
}

export type Place = "node" | "kapp-controller" | "kpack" | "flux" | "pull-secret";
