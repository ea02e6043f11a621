import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sampleNights, sampleRun } from "./sample-trend.ts";
import { toTrendHtml } from "./trend-page.ts";
import { trendOf } from "./trend.ts";
import type { RunReport } from "./trend-runs.ts";

const nights = sampleNights({ "a/fails": "pppf", "a/flaky": "pfpp", "b/well": "pppp", "b/came": "--sp" });
const page = pageOf(nights.map((run, night) => ({ ...run, href: `./night-${night}/index.html` })));

function pageOf(runs: readonly RunReport[], leftOut: readonly string[] = []): string {
  return toTrendHtml(trendOf(runs, 30), leftOut);
}

/** The text of a piece of HTML, as a reader sees it. */
function seen(html: string): string {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  const text = html.replace(/<style>.*?<\/style>|<[^>]*>/gs, " ").replaceAll(/\s+/g, " ");
  return text.replace(
    /&(?:lt|gt|quot|#39|amp);/g,
    (entity) => new Map(Object.entries(entities)).get(entity) ?? entity,
  );
}

/** The row of a scenario. */
function rowOf(id: string, html = page): string {
  return new RegExp(`<tr id="${id}"(.*?)</tr>`, "s").exec(html)?.[1] ?? "";
}

/** What the cells of a row say and where they lead. */
function cellsOf(id: string, html = page) {
  return [
    ...rowOf(id, html).matchAll(
      /<(?:a href="([^"]*)"[^>]*|g)><title>([^<]*)<\/title>.*?href="#cell-([^"]+)"/gs,
    ),
  ].map(([, href, title, shape]) => ({ href, title, shape }));
}

describe("toTrendHtml", () => {
  it("is the same whenever it is made", () => {
    expect(pageOf(nights)).toBe(pageOf(nights));
  });

  it("has a cell for each run that leads to the scenario in that run's report", () => {
    expect(cellsOf("a/flaky")).toEqual(
      [
        ["passed", "Passed"],
        ["failed", "Failed"],
        ["passed", "Passed"],
        ["passed", "Passed"],
      ].map(([shape, word], night) => ({
        href: `./night-${night}/index.html#a/flaky`,
        title: `${word ?? ""}, ${night + 1} Mar 2026, 02:05 UTC`,
        shape,
      })),
    );
    expect(cellsOf("b/came").map(({ shape, href }) => [shape, href])).toEqual([
      ["absent", undefined],
      ["absent", undefined],
      ["skipped", "./night-2/index.html#b/came"],
      ["passed", "./night-3/index.html#b/came"],
    ]);
  });

  it("links to nothing where there is no report", () => {
    const html = pageOf(nights);
    expect(cellsOf("a/flaky", html).map(({ href }) => href)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].flatMap(([, href = ""]) => (/^(#|data:)/.test(href) ? [] : href)),
    ).toEqual([]);
  });

  it("shows a repeated scenario's turns as one, and leads to the first that did not pass", () => {
    const run = sampleRun(0, [
      { id: "a/b#1", verdict: "passed" },
      { id: "a/b#2", verdict: "failed" },
    ]);
    expect(cellsOf("a/b", pageOf([{ ...run, href: "./r/index.html" }]))).toEqual([
      { href: "./r/index.html#a/b#2", title: "1 passed, 1 failed, 1 Mar 2026, 02:05 UTC", shape: "mixed" },
    ]);
  });

  it("says of a run without one of its shards that nobody knows", () => {
    const partial = sampleRun(4, [{ id: "a/well", verdict: "passed" }], {
      command: "tkglab run --all --shard 1/2",
    });
    const html = pageOf([...nights, partial]);
    expect(cellsOf("a/flaky", html).at(-1)).toMatchObject({
      shape: "lost",
      title: "No report, shard 2/2 is missing, 5 Mar 2026, 02:05 UTC",
    });
    expect(seen(html)).toContain("the newest run lacks shard 2/2: nobody knows how it ended");
  });

  it("draws the times of what passed as one line for each unbroken row of runs", () => {
    const lines = (id: string) =>
      [...rowOf(id).matchAll(/points="([^"]+)"/g)].map(([, points = ""]) => points.split(" ").length);
    expect(lines("a/flaky")).toEqual([1, 2]);
    expect(lines("a/fails")).toEqual([3]);
    expect(rowOf("a/fails")).toContain('aria-label="min 1 min 00 s, median 1 min 00 s, last 1 min 00 s"');
    expect(seen(rowOf("a/fails"))).toMatch(/1:00 1:00 1:00 75 % 3 of 4/);
  });

  it("has a column for each run, as high as it had scenarios", () => {
    const columns = [...page.matchAll(/<a\s+class="column"[^>]*aria-label="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
    expect(columns.map(([, label]) => label)).toEqual([
      "1 Mar 2026, 02:05 UTC: 3 passed",
      "2 Mar 2026, 02:05 UTC: 2 passed, 1 failed",
      "3 Mar 2026, 02:05 UTC: 3 passed, 1 skipped",
      "4 Mar 2026, 02:05 UTC: 3 passed, 1 failed",
    ]);
    const heights = columns.map(([, , drawn = ""]) =>
      [...drawn.matchAll(/class="([\w-]+)"[^>]*height="([\d.]+)"/g)].map(([, name, height]) => [
        name,
        height,
      ]),
    );
    expect(heights[0]).toEqual([["passed", "75.00"]]);
    expect(heights[3]).toEqual([
      ["passed", "75.00"],
      ["failed", "25.00"],
    ]);
  });

  it("lets nobody overlook one failure in a hundred", () => {
    const turns = Array.from({ length: 100 }, (_, place) => ({
      id: `a/${place}`,
      verdict: "passed" as const,
    }));
    const html = pageOf([sampleRun(0, [...turns.slice(1), { id: "a/0", verdict: "failed" }])]);
    expect(html).toMatch(/<rect class="passed" y="6.00" width="1" height="94.00">/);
    expect(html).toMatch(/<rect class="failed" y="0.00" width="1" height="6.00">/);
  });

  it("shows markup in a title and an error as text, and keeps an id inside its attributes", () => {
    const hostile = `<script>alert("x")</script><img src=x onerror=alert(1)>`;
    const run = sampleRun(0, [{ id: `a/"><b>`, verdict: "failed" }]);
    for (const scenario of run.results.scenarios) {
      Object.assign(scenario, { title: hostile, error: { code: "check", message: hostile } });
    }
    const html = pageOf([{ ...run, href: "./r/index.html" }], [hostile]);
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(seen(html).split(hostile)).toHaveLength(4);
    expect(html).toContain('id="a/&quot;&gt;&lt;b&gt;"');
    expect(html).toContain('href="#a/%22%3E%3Cb%3E"');
  });

  it("allows its own style and nothing else: it has no script", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1] ?? "";
    const css = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
    expect(policy.split("; ")).toEqual([
      "default-src &#39;none&#39;",
      `style-src &#39;sha256-${createHash("sha256").update(css).digest("base64")}&#39;`,
      "img-src data:",
      "base-uri &#39;none&#39;",
      "form-action &#39;none&#39;",
    ]);
    expect(page).not.toMatch(
      /<script|<link rel="stylesheet|<[^>]*\s(?:style|on\w+)=|(?:href|src)="(?:https?:|\/\/)/,
    );
  });

  it.each([
    [{ "a/b": "pp" }, "All passed"],
    [{ "a/b": "ppf", "a/c": "pfp", "a/d": "ppb" }, "1 failing, 1 broken, 1 flaky"],
  ])("says how things stand: %j", (letters, words) => {
    const html = pageOf(sampleNights(letters));
    expect(/<h1>(.*?)<\/h1>/.exec(html)?.[1]).toBe(words);
    expect(html).toContain(`<title>${words} · trend · tkglab</title>`);
  });

  it("says that nothing stands out, and what was left out", () => {
    const html = pageOf(sampleNights({ "a/b": "pp" }), ["Reading x/results.json: it is not JSON"]);
    expect(seen(html)).toContain("Nothing stands out: no scenario failed, wavered or slowed down.");
    expect(seen(html)).toContain("Left out: Reading x/results.json: it is not JSON");
  });
});
