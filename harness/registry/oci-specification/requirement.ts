import type { OciClient } from "./oci-client.ts";

/** The workflow categories of the specification; `general` is what concerns all of them. */
export const categories = ["pull", "push", "discovery", "management", "general"] as const;
export type Category = (typeof categories)[number];

/** How binding the specification is; `none` is for what it does not speak of and clients do. */
export type Level = "MUST" | "SHOULD" | "MAY" | "none";

/** What is known of a requirement: it holds, or it does not, in a way that is known. */
export type Verdict =
  | "holds"
  | {
      /** What is there instead, word for word what the test of it says. */
      readonly seen: string;
      readonly because: string;
    };

/** A requirement of the OCI distribution specification 1.1, in our own words. */
export interface Requirement {
  /** `pull-01`: its category and a number that stays. */
  readonly id: `${Category}-${number}`;
  readonly level: Level;
  readonly says: string;
  /** The heading in the specification, as an anchor. */
  readonly section: string;
  readonly verdict: Verdict;
  /** What is to be known besides. */
  readonly note?: string;
  /** Tries it in a repository of its own. @throws NotMet, which says what is there instead */
  readonly run: (place: Place) => Promise<void>;
}

/** Where a requirement is tried. */
export interface Place {
  readonly client: OciClient;
  /** A repository that nothing was pushed to yet: `oci/pull-01`. */
  readonly repository: string;
}

/** A requirement that is not met. */
export class NotMet extends Error {
  override readonly name = "NotMet";
}
