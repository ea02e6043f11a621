import type { Budget } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { type CommandResult, failed } from "../exec.ts";

/** What to do about each thing that ytt says of templates and overlays. */
const hints: readonly (readonly [pattern: RegExp, hint: (match: RegExpExecArray) => string])[] = [
  [
    /Expected to find file '([^']*)'/,
    ([, file = ""]) => `put ${file} into the folder of the file that reads it`,
  ],
  [
    /line (\S+):\n *Expected number of matched nodes to be/,
    ([, place = ""]) =>
      `the overlay at ${place} looks for what is not there, or not that often: compare with a dry run without it`,
  ],
  [
    /Unmarshaling YAML template 'file ([^']*)'/,
    ([, file = ""]) => `${file} is no YAML: look at its indentation and quotes`,
  ],
  [/symlink file '([^']*)'/, ([, file = ""]) => `put a copy of the file in place of the link ${file}`],
  [
    /has no \.(\w+) field or method/,
    ([, name = ""]) => `no data value is called ${name}: see config_default.yaml`,
  ],
];

/** What to do about an overlay that takes more than it may: ytt does not say which one does. */
const bisect =
  "an overlay counts or calls itself without end, or its YAML multiplies by anchors: take files out of 03_customizations until ytt ends";

/** The error for a ytt that has not ended in its time. */
export function tookTooLong(doing: string, { name, limit }: Budget): HarnessError {
  return new HarnessError({
    code: "bad-input",
    message: `${doing}: ytt has not ended within ${limit / 1000} s (budget ${name})`,
    hint: bisect,
  });
}

/** The error for a ytt that had to be ended: it has printed without end, or somebody has killed it. */
export function wasEnded(doing: string, cause: HarnessError): HarnessError {
  return new HarnessError({
    code: "tool-failed",
    message: `${doing}: ${cause.message}`,
    hint: bisect,
    cause,
  });
}

/** The error for a ytt that prints more than any cluster is made of. */
export function saysTooMuch(doing: string, most: number): HarnessError {
  return new HarnessError({
    code: "bad-input",
    message: `${doing}: ytt has printed more than ${most} MiB`,
    hint: bisect,
  });
}

/**
 * What ytt's stderr means, in its own words: the only place that reads it. `memory` is what ytt may have, in MiB.
 */
export function explainYttFailure(doing: string, result: CommandResult, memory: number): HarnessError {
  const reason = /ytt: Error:\s*(.*)/s.exec(result.stderr)?.[1]?.trim() ?? "";
  // Go's runtime, when the kernel gives no more.
  if (/^(?:fatal error|runtime): .*(?:out of memory|cannot allocate|stack exceeds)/m.test(result.stderr)) {
    return new HarnessError({
      code: "bad-input",
      message: `${doing}: ytt wants more than ${memory} MiB of memory`,
      hint: bisect,
    });
  }
  // What ytt reports as an error is always in what it was given; anything else is ytt's own failure.
  if (reason === "") return failed(doing, result);
  const hint = hints.flatMap(([pattern, say]) => {
    const match = pattern.exec(reason);
    return match === null ? [] : [say(match)];
  })[0];
  return new HarnessError({
    code: "bad-input",
    message: `${doing}: ytt: ${reason}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
