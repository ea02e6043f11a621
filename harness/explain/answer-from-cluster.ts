import type { Answer } from "./explanation-text.ts";
import type { Explanation } from "./explanation.ts";
import type { Cause } from "./symptom.ts";

/** A place of a cluster as `tkglab inspect` has found it. */
export interface SeenPlace {
  readonly kind: string;
  readonly state: string;
  /** In a line: what place, what state, what was seen. */
  readonly line: string;
}

/** Which kinds of places belong to a cause's place. */
const kinds = {
  node: ["node"],
  "kapp-controller": ["kapp-controller-config", "kapp-controller-bundle"],
  kpack: ["kpack-controller", "kpack-step"],
  flux: ["git-repository"],
  "pull-secret": ["image-pull-secret", "kpack-login"],
} as const satisfies Record<NonNullable<Cause["place"]>, readonly string[]>;

/** Which states a cause leaves there. */
const states = {
  missing: ["missing", "another certificate", "expired"],
  stale: ["restart needed"],
  malformed: ["unreadable"],
} as const satisfies Record<NonNullable<Cause["state"]>, readonly string[]>;

/** Which of the causes shows in a cluster: the first, in the order of likelihood, whose place is in its state. */
export function answerFrom(explanation: Explanation, places: readonly SeenPlace[]): Answer {
  const shows = ({ place, state }: Cause) =>
    places.filter(
      (seen) =>
        place !== undefined &&
        state !== undefined &&
        (kinds[place] as readonly string[]).includes(seen.kind) &&
        (states[state] as readonly string[]).includes(seen.state),
    );
  const found = explanation.causes.findIndex((cause) => shows(cause).length > 0);
  const [cause] = found === -1 ? [] : [explanation.causes[found]];
  const concerned = new Set(
    explanation.causes.flatMap(({ place }) => (place === undefined ? [] : kinds[place])),
  );
  const seen =
    cause === undefined ? places.filter(({ kind }) => (concerned as Set<string>).has(kind)) : shows(cause);
  return { cause: found === -1 ? undefined : found, seen: seen.map(({ line }) => line) };
}
