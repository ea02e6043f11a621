import type { WorkloadSight } from "./look-at-workloads.ts";

/** Lines of a message that are shown; a compiler says what matters first. */
const messageLines = 8;

/** The object that knows, its words, and what to do; several lines where it has more to say. */
export function troubleText(
  {
    where,
    message,
    likelyCause,
    hint,
  }: Extract<WorkloadSight["explanation"], { readonly outcome: "failed" }>,
  { columns }: { readonly columns: number },
): readonly string[] {
  const wrap = (text: string, first: string, indent: string) => wrapped(text, { first, indent, columns });
  return [
    `  ! ${where}:`,
    ...message
      .split("\n")
      .slice(0, messageLines)
      .flatMap((line) => wrap(line, "    ", "      ")),
    ...wrap(likelyCause, "    likely: ", "            "),
    ...wrap(hint, "    try:    ", "            "),
  ];
}

/** Text in lines that are no wider than this, broken between words; a word that is longer is left as it is. */
function wrapped(
  text: string,
  { first, indent, columns }: { readonly first: string; readonly indent: string; readonly columns: number },
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      [line, isEmpty] = [indent, true];
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** Lifecycle and buildpack repeat at the end that something went wrong; what it was stands before. */
export function firstLine(message: string): string {
  return (
    message
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}
