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
  [
    /has no \.(\w+) field or method/,
    ([, name = ""]) => `no data value is called ${name}: see config_default.yaml`,
  ],
];

/** What ytt's stderr means, in its own words: the only place that reads it. */
export function explainYttFailure(doing: string, result: CommandResult): HarnessError {
  const reason = /ytt: Error:\s*(.*)/s.exec(result.stderr)?.[1]?.trim() ?? "";
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
