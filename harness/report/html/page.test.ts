import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readResults } from "../results.ts";
import { pullRefused } from "../sample-passed.ts";
import { sampleResults } from "../sample-results.ts";
import { toHtml } from "./page.ts";

/** The text of a piece of HTML, as a reader sees it. */
function seen(html: string): string {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  const text = html.replace(/<[^>]*>/g, "");
  return text.replace(
    /&(?:lt|gt|quot|#39|amp);/g,
    (entity) => new Map(Object.entries(entities)).get(entity) ?? entity,
  );
}

describe("toHtml", () => {
  const page = toHtml(sampleResults());

  it("is the same whenever it is made", () => {
    expect(toHtml(sampleResults())).toBe(page);
  });

  it("shows the exact error with the part that was expected marked", () => {
    const red = /<pre class="said"[^>]*>(.*?)<\/pre>/s.exec(page)?.[1] ?? "";
    expect(seen(red)).toBe(pullRefused);
    expect(red).toContain("<mark>x509: certificate signed by unknown authority</mark>");
  });

  it("shows markup in a title as text", () => {
    const sample = sampleResults();
    const hostile = `<script>alert("x")</script><img src=x onerror=alert(1)>&amp;`;
    for (const scenario of sample.scenarios) {
      scenario.title = hostile;
      scenario.product = hostile;
      scenario.tags = [hostile];
      for (const proof of scenario.proofs)
        Object.assign(proof, { text: hostile, matched: "<img", command: hostile });
    }
    const html = toHtml(readResults(sample));
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html).not.toContain("<img");
    expect([...html.matchAll(/<h3>(.*?)<\/h3>/gs)].map(([title]) => seen(title))).toEqual(
      sample.scenarios.map(() => hostile),
    );
    expect(html).toContain("<mark>&lt;img</mark>");
  });

  it("shows a row of the matrix by its scenario and what it ran with, and finds it by that", () => {
    const sample = sampleResults();
    const id = "containerd/a@kubernetes-1.29,containerd-2.2";
    Object.assign(sample.scenarios[0] ?? {}, { id, cell: { kubernetes: "1.29", containerd: "2.2" } });
    const html = toHtml(readResults(sample));
    const [, card = ""] = /<article(.*?)<\/article>/s.exec(html) ?? [];
    expect(card).toContain(`id="${id}"`);
    expect(card).toContain(`href="#${id}"`);
    expect(card).toContain('<span class="mono">containerd/a</span>');
    expect([...card.matchAll(/<span class="cell">(.*?)<\/span>/g)].map(([, text]) => text)).toEqual([
      ...["kubernetes 1.29", "containerd 2.2"],
    ]);
    expect(/data-search="([^"]*)"/s.exec(card)?.[1]).toContain("kubernetes 1.29\ncontainerd 2.2");
  });

  it("keeps an id inside its attributes", () => {
    const sample = sampleResults();
    for (const scenario of sample.scenarios.slice(0, 1)) scenario.id = `a/"><b>`;
    const html = toHtml(readResults(sample));
    expect(html).toContain('id="a/&quot;&gt;&lt;b&gt;"');
    expect(html).toContain('href="#a/%22%3E%3Cb%3E"');
  });

  it("drops what terminals understand and browsers do not", () => {
    const sample = sampleResults();
    for (const proof of sample.scenarios[0]?.proofs ?? []) {
      Object.assign(proof, { text: "\u001b[31mred\u001b[0m\u0000", matched: "red" });
    }
    expect(toHtml(readResults(sample))).toContain("<code><mark>red</mark></code>");
  });

  it("names the very bytes of its style and script in its policy, and allows nothing else", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hash = (element: string) => {
      const content = new RegExp(`<${element}>(.*?)</${element}>`, "s").exec(page)?.[1] ?? "";
      return `&#39;sha256-${createHash("sha256").update(content).digest("base64")}&#39;`;
    };
    expect(policy.split("; ")).toEqual([
      "default-src &#39;none&#39;",
      `style-src ${hash("style")}`,
      `script-src ${hash("script")}`,
      "img-src data:",
      "base-uri &#39;none&#39;",
      "form-action &#39;none&#39;",
    ]);
    expect(page).not.toMatch(/\s(?:style|on\w+)=/);
  });

  it("says an error once, and a step's own where it is another one", () => {
    const sample = sampleResults();
    const stepErrors = () =>
      [...toHtml(sample).matchAll(/class="steperror">(.*?)</g)].map(([, text]) => text);
    expect(stepErrors()).toEqual([]);
    for (const scenario of sample.scenarios) delete scenario.error;
    expect(stepErrors()).toEqual([]);
    Object.assign(sample.scenarios[0]?.steps[0] ?? {}, { error: { code: "check", message: "first" } });
    Object.assign(sample.scenarios[0]?.steps[1] ?? {}, { error: { code: "check", message: "second" } });
    expect(stepErrors()).toEqual(["second"]);
  });

  it("links to evidence beside it", () => {
    expect(page).toContain('href="./kapp-controller/ca-in-config/served%20chain.pem"');
  });

  it("says which half of a proof is missing", () => {
    const sample = sampleResults();
    for (const scenario of sample.scenarios)
      scenario.proofs = scenario.proofs.filter(({ color }) => color === "red");
    expect(seen(toHtml(sample))).toContain("No green proof");
  });

  it("pairs what failed, however often, with what passed afterwards", () => {
    const sample = sampleResults();
    const [scenario] = sample.scenarios;
    const [red, green] = scenario?.proofs ?? [];
    if (scenario === undefined || red === undefined || green === undefined)
      throw new Error("the sample has no proofs");
    const proofs = ["red pull", "red pull again", "green pull", "red curl", "green curl"];
    scenario.proofs = proofs.map((text) => ({
      ...(text.startsWith("red") ? red : green),
      text,
      matched: text,
    }));
    const pairs = toHtml(readResults({ ...sample }))
      .split('class="pair"')
      .slice(1, 3);
    const marks = pairs.map((pair) => [...pair.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, text]) => text));
    expect(marks).toEqual([
      ["red pull", "red pull again", "green pull"],
      ["red curl", "green curl"],
    ]);
  });

  it("greets a run without scenarios", () => {
    const { run } = sampleResults();
    const counts = { passed: 0, failed: 0, broken: 0, skipped: 0, notRun: 0 };
    const html = toHtml({ schemaVersion: 1, run: { ...run, counts, verdict: "passed" }, scenarios: [] });
    expect(seen(html)).toContain("This run had no scenarios");
  });
});
