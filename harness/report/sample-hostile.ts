import { readResults, type Results } from "./results.ts";
import { sampleResults } from "./sample-results.ts";

const run = (where: string) => `globalThis.ran = "${where}"`;

/** For tests: what somebody would write who wants a report to do something for him, by what it is. */
export const hostileTexts: Readonly<Record<string, string>> = {
  script: `<script>${run("script")}</script>`,
  image: `"><img src="https://evil.test/i.png" onerror='${run("image")}'>`,
  apostrophe: `'><svg onload=${run("svg").replaceAll(" ", "")}>`,
  style: `</style></title></script><script>${run("style")}</script>`,
  comment: `--><script>${run("comment")}</script><!--`,
  cdata: `]]></failure></testcase><testcase name="x"/>`,
  frame: `<iframe src="https://evil.test/"></iframe><object data="https://evil.test/"></object>`,
  sheet: `<link rel="stylesheet" href="https://evil.test/a.css"><style>@import "https://evil.test/b.css"</style>`,
  base: `<base href="https://evil.test/"><form action="https://evil.test/"><button>go</button></form>`,
  refresh: `<meta http-equiv="refresh" content="0;url=https://evil.test/">`,
  link: `<a href="javascript:${run("link")}" autofocus onfocus='${run("focus")}'>look</a>`,
  address: `javascript:${run("address")}`,
  template: "{{constructor.constructor('globalThis.ran = 1')()}} ${globalThis.ran = 1}",
  entities: "&lt;script&gt; &#60;script&#62; &amp;amp; &",
  terminal: "\u001b[31mred\u001b[0m \u001b]8;;https://evil.test\u0007here\u001b]8;;\u0007 \u009b2J",
  nothing: "a\u0000b\u0008c\ufffed",
  half: "\ud800 and \udc00",
  turned: "report-\u202efdp.exe \u2066isolated\u2069",
  long: "x".repeat(5_000),
  lines: "one\r\ntwo\rthree\u2028four\u0085five",
};

/** For tests: results in which every text that may be anything is all of the above, as a results.json may have it. */
export function hostileResults(): Results {
  const all = Object.values(hostileTexts).join(" ");
  const sample = sampleResults();
  const free = withTexts({ run: sample.run, scenarios: sample.scenarios }, all, "");
  const { run: hostileRun, scenarios } = free as Pick<Results, "run" | "scenarios">; // as: only texts are others
  for (const [at, scenario] of scenarios.entries()) {
    scenario.id = `"><img/onerror=globalThis.ran(${at})>`;
    for (const [place, proof] of scenario.proofs.entries()) proof.step = scenario.steps[place]?.name ?? all;
    scenario.evidence = evidencePaths.map((path) => ({ name: all, path, mediaType: all, bytes: 1 }));
  }
  return readResults({ schemaVersion: 1, run: hostileRun, scenarios });
}

/** Paths that the schema lets through and that look as if they led elsewhere. */
const evidencePaths = [
  "%2e%2e/%2e%2e/etc/passwd",
  "evidence/..%2f..%2fetc",
  "evidence/%00.log",
  'evidence/"><script>.log',
  "evidence/?x#y.log",
  "evidence//evil.test/x",
  "evidence/\u202egol.exe",
];

/** Fields that may hold a few values only, or that belong together. */
const kept = new Set([
  ...["verdict", "color", "kind", "seed", "startedAt", "endedAt", "symptom", "id", "path", "mediaType"],
]);

function withTexts(value: unknown, text: string, field: string): unknown {
  if (typeof value === "string") return kept.has(field) && field !== "mediaType" ? value : text;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, text, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [name, withTexts(one, text, name)]),
  );
}
