import type { CauseContext, CauseName } from "./cause.ts";
import type { Site, Speaker } from "./finding.ts";

/** What is likely behind the words of a speaker, and what to do. */
export interface Rule {
  readonly cause: CauseName;
  readonly text: RegExp;
  readonly speakers?: readonly Speaker[];
  readonly likely: (site: Site, context: CauseContext) => string;
  readonly hint: (site: Site, context: CauseContext) => string;
}

/** As kubectl names it; a container goes with its Pod. */
export function describable({ where }: Site): string {
  const [kind = "", name = ""] = where.split("/");
  return `${kind === "Image" || kind === "Build" ? `${kind.toLowerCase()}.kpack.io` : kind.toLowerCase()}/${name}`;
}
