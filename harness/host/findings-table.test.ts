import { describe, expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { findingsTable } from "./findings-table.ts";

const findings: readonly Finding[] = [
  { id: "docker", title: "Docker", status: "ok", saw: "28.2.2" },
  { id: "disk", title: "free disk", status: "problem", saw: "1.0 GiB", cure: "tkglab images prune" },
];

describe("findingsTable", () => {
  it("lines up, puts the cure below, and adds up", () => {
    expect(findingsTable(findings, { color: false })).toBe(
      [
        "ok       Docker     28.2.2",
        "PROBLEM  free disk  1.0 GiB",
        "                    what to do: tkglab images prune",
        "",
        "2 checks: 1 problem, 0 warnings",
        "",
      ].join("\n"),
    );
  });

  it("colours only the mark, so that columns stay where they are", () => {
    const [first = ""] = findingsTable(findings, { color: true }).split("\n");
    expect(first).toBe("\u001b[32mok     \u001b[0m  Docker     28.2.2");
  });
});
