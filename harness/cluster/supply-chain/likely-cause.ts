import type { Cause, CauseContext } from "./cause.ts";
import { describable } from "./cause-rule.ts";
import { causeRules } from "./cause-rules.ts";
import type { Site } from "./finding.ts";

/** What is likely behind a message, and what to do. */
export function likelyCause(site: Site, context: CauseContext): Cause {
  const rule = causeRules.find(
    ({ text, speakers }) => (speakers?.includes(site.speaker) ?? true) && text.test(site.message),
  );
  if (rule === undefined) {
    const hint = `kubectl -n ${context.namespace} describe ${describable(site)}`;
    return { cause: "unknown", likelyCause: "nothing that is known here", hint };
  }
  return { cause: rule.cause, likelyCause: rule.likely(site, context), hint: rule.hint(site, context) };
}
