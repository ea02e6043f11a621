import { describe, expect, it } from "vitest";
import { seedProcedures } from "../coverage/coverage.ts";
import { coveringIds, coveringResults } from "../sample-coverage.ts";
import { toHtml } from "./page.ts";

/** What follows the scenarios, without markup. */
function section(html: string): string {
  const [, part = ""] = /<section class="coverage"[^>]*>(.*?)<\/section>/s.exec(html) ?? [];
  return part.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

const few = coveringIds().slice(0, 5);
const [failing = "", broken = ""] = seedProcedures[0]?.scenarios ?? [];

describe("the coverage of the seeds", () => {
  it("is left out of a run of a few scenarios, and its head as well", () => {
    const html = toHtml(coveringResults({}, few));
    expect(html).not.toContain('id="coverage"');
    expect(html).not.toContain("Seeds");
  });

  it("names every procedure, and is closed where the run did not have them all", () => {
    const html = toHtml(coveringResults({}, coveringIds().slice(0, 6)));
    for (const { id } of seedProcedures) expect(html).toContain(`id="seed-${id}"`);
    expect(html).not.toMatch(/id="coverage"[^>]*>\s*<details open/);
    expect(section(html)).toContain("Not run");
  });

  it("says of each scenario how it ended, and links to it", () => {
    const html = toHtml(coveringResults({ [failing]: "failed", [broken]: "broken" }));
    const row = /<li class="procedure broken"(.*?)<\/ul>/s.exec(html)?.[1] ?? "";
    expect(row).toContain(`href="#${failing}"`);
    expect(row).toMatch(/: Failed.*: Broken/s);
  });

  it("links to the row of the matrix that went worst, and counts rows of one scenario once", () => {
    const results = coveringResults();
    const rows = ["1.6", "2.2"].map((containerd) => `${failing}@containerd-${containerd}`);
    const inRows = results.scenarios.flatMap((one) =>
      one.id === failing ? rows.map((id) => ({ ...one, id })) : [one],
    );
    const html = toHtml({ ...results, scenarios: inRows });
    expect(html).toContain(`href="#${rows[0] ?? ""}"`);
    expect(html).not.toContain(`href="#${failing}"`);
    const many = Array.from({ length: 9 }, (_, turn) => ({ id: `${failing}#${turn + 1}` }));
    const [one] = results.scenarios;
    const same = many.flatMap(({ id }) => (one === undefined ? [] : [{ ...one, id }]));
    expect(toHtml({ ...results, scenarios: same })).not.toContain('id="coverage"');
  });

  it("counts procedures, and is open where the run had them all", () => {
    const html = toHtml(coveringResults());
    const { length } = seedProcedures;
    expect(html).toContain(`>${length} of ${length} procedures passed</a>`);
    expect(section(html)).toContain(`${length} procedures: ${length} passed`);
    expect(html).toMatch(/id="coverage"[^>]*>\s*<details open/);
  });
});
