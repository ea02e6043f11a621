import { stripVTControlCharacters } from "node:util";
import type { Speaker } from "./finding.ts";

/** Beyond so many lines nobody reads a message. */
const mostLines = 20;

/** What a build tool says of a mistake in the source: a file with a line, or a word that begins such a message. */
const mistakes = [
  // `./main.go:7:2: undefined: x`, `[ERROR] /workspace/Hello.java:[5,9] cannot find symbol`, `app.rb:3: syntax error`.
  /^(?:\[ERROR\] )?[\w./@-]+\.\w+:(?:\d+|\[\d+,\d+\])/,
  // Go, of a module; Maven, npm, bundler.
  /^(?:go: |\[ERROR\] |npm (?:ERR!|error) |Could not find |Bundler )/,
  // Node.js and Ruby.
  /^\w*(?:Error|Exception)\b.*: /,
];

/** Node.js names a place in a line of its own, and shows it in the two that follow. */
const bareLocation = /^[\w./@-]+\.\w+:\d+$/;

/** Lines that only say that something went wrong, that there are manuals, or where in the tool it happened. */
const chaff = [
  /^\[ERROR\] *(?:$|-> |To see the full stack trace|Re-run Maven|For more information|\[Help \d)/,
  /A complete log of this run can be found in/,
  /^\s+at /,
];

/** What the lifecycle says when a buildpack has failed, whatever the reason. */
const buildpackFailed = "ERROR: failed to build: exit status";

/** The words in a log that say what went wrong, exactly as they stand there but for colours and indentation. */
export function logExcerpt(speaker: Speaker, log: string): string {
  const lines = stripVTControlCharacters(log)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !line.startsWith("Timer: "));
  switch (speaker) {
    case "lifecycle":
    case "detect":
      return orEnd(errorsOf(lines), lines);
    case "build":
      return buildExcerpt(lines);
    case "app":
      return lines.slice(-mostLines).join("\n");
    default:
      // Go's log.Fatal: the last line, whatever came before.
      return lines.at(-1) ?? "";
  }
}

/** A buildpack that knows what is wrong says so, with what to do; else the tool that it runs has said it. */
function buildExcerpt(lines: readonly string[]): string {
  const errors = errorsOf(lines);
  if (errors.some((line) => !line.startsWith(buildpackFailed))) return errors.join("\n");
  // Our buildpacks indent what their tools say; those of others do not.
  const indented = lines
    .filter((line) => line.startsWith(toolIndent))
    .map((line) => line.slice(toolIndent.length));
  const found = mistakesOf(indented.length > 0 ? indented : lines);
  return orEnd(found.length === 0 ? [] : [...found, ...errors], lines);
}

const toolIndent = "    ";

/** Lines that begin with `ERROR: `, and those below that are indented: what to do. */
function errorsOf(lines: readonly string[]): readonly string[] {
  let isOpen = false;
  return lines.filter((line) => {
    isOpen = line.startsWith("ERROR: ") || (isOpen && line.startsWith("  "));
    return isOpen;
  });
}

/** Each mistake with the lines below that belong to it. */
function mistakesOf(lines: readonly string[]): readonly string[] {
  const found: string[] = [];
  let [isOpen, more] = [false, 0];
  for (const line of lines) {
    if (line.startsWith("ERROR: ") || chaff.some((pattern) => pattern.test(line))) {
      isOpen = false;
    } else if (mistakes.some((pattern) => pattern.test(line))) {
      isOpen = true;
      more = bareLocation.test(line) ? 2 : 0;
      found.push(line);
    } else if (more > 0 || (isOpen && /^\s/.test(line))) {
      more -= 1;
      found.push(line);
    } else isOpen = false;
  }
  return found.slice(0, mostLines);
}

function orEnd(found: readonly string[], lines: readonly string[]): string {
  return (found.length > 0 ? found : lines.slice(-mostLines)).join("\n");
}
