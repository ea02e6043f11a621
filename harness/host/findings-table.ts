import type { Finding, FindingStatus } from "./finding.ts";

const marks = { ok: "ok", warning: "warning", problem: "PROBLEM" } as const satisfies Record<
  FindingStatus,
  string
>;
const colors = { ok: "32", warning: "33", problem: "31" } as const satisfies Record<FindingStatus, string>;

/** The findings for people: one line each, what to do below, and a sum at the end. */
export function findingsTable(findings: readonly Finding[], { color }: { readonly color: boolean }): string {
  const markWidth = Math.max(...Object.values(marks).map((mark) => mark.length));
  const titleWidth = Math.max(0, ...findings.map(({ title }) => title.length));
  const indent = " ".repeat(markWidth + titleWidth + 4);
  const lines = findings.flatMap(({ status, title, saw, cure }) => {
    const mark = marks[status].padEnd(markWidth);
    const shown = color ? `\u001b[${colors[status]}m${mark}\u001b[0m` : mark;
    const first = `${shown}  ${title.padEnd(titleWidth)}  ${saw.replaceAll("\n", `\n${indent}`)}`;
    return cure === undefined ? [first] : [first, `${indent}what to do: ${cure}`];
  });
  return [...lines, "", sumOf(findings), ""].join("\n");
}

function sumOf(findings: readonly Finding[]): string {
  const count = (status: FindingStatus) => findings.filter((finding) => finding.status === status).length;
  const plural = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${plural(findings.length, "check")}: ${plural(count("problem"), "problem")}, ${plural(count("warning"), "warning")}`;
}
