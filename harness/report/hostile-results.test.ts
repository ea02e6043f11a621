import { XMLParser } from "fast-xml-parser";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { toHtml } from "./html/page.ts";
import { toJunit } from "./junit.ts";
import { plainText } from "./plain-text.ts";
import { readResults } from "./results.ts";
import { failedScenario } from "./sample-failed.ts";
import { hostileResults } from "./sample-hostile.ts";
import { sampleResults } from "./sample-results.ts";

const sample = JSON.stringify(sampleResults());

describe("a results.json that somebody has made to harm", () => {
  it.each([
    [
      "lists in lists",
      `${"[".repeat(1e6)}${"]".repeat(1e6)}`,
      "the whole file: expected object; actual an array of 1",
    ],
    [
      "objects in objects",
      `${'{"scenarios":'.repeat(1e5)}1${"}".repeat(1e5)}`,
      "scenarios: expected array; actual an object with scenarios",
    ],
    [
      "lists in lists where a text belongs",
      sample.replace('"notes":[', `"notes":[${"[".repeat(1e5)}${"]".repeat(1e5)},`),
      "run.notes[0]: expected string; actual an array of 1",
    ],
    [
      "a prototype for all objects",
      sample.replace('"run":{', '"run":{"__proto__":{"polluted":true},'),
      'run: expected no other fields; actual "__proto__"',
    ],
    [
      "a constructor",
      sample.replace('"run":{', '"run":{"constructor":{"prototype":{"polluted":true}},'),
      'run: expected no other fields; actual "constructor"',
    ],
  ])("is refused with a sentence: %s", (_what, text, message) => {
    expect(() => readResults(text)).toThrow(
      expect.objectContaining({ code: "bad-input", message: expect.stringContaining(message) as string }),
    );
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    ...["../../etc/passwd", "a/../../b", "/etc/passwd", "..", "./..", "a\\..\\b", "C:x", "a\u0000b"],
    ...["javascript:alert(1)", "data:text/html,x", "//evil.test/x", "evidence/\ud800"],
  ])("names no file outside of its folder: %j", (path) => {
    const evidence = [{ name: "a.log", path, mediaType: "text/plain", bytes: 1 }];
    const results = { ...sampleResults(), scenarios: [{ ...failedScenario, evidence }] };
    expect(() => readResults(JSON.stringify(results))).toThrow("evidence[0].path: expected text like");
  });

  it("may be a hundred megabytes", () => {
    const results = sampleResults();
    for (const proof of results.scenarios[0]?.proofs ?? []) proof.text = `${proof.text}${"x\n".repeat(25e6)}`;
    const text = JSON.stringify(results);
    expect(text.length).toBeGreaterThan(1e8);
    expect(readResults(text).scenarios).toHaveLength(results.scenarios.length);
  });
});

describe("hostile texts", () => {
  const results = hostileResults();

  it("leave junit.xml well formed, with as many test cases as there are scenarios, and all that can be said", () => {
    const xml = toJunit(results);
    expect(xml).not.toMatch(/[^\t\n\u0020-\u007e\u00a0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", trimValues: false });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor fast-xml-validator is not a dependency of ours yet
    const { testsuites } = parser.parse(xml, true) as {
      readonly testsuites: { readonly testsuite: unknown };
    }; // as: the parser's answer has no type
    const cases = JSON.stringify(testsuites).split('"classname"').length - 1;
    expect(cases).toBe(results.scenarios.length);
    // Decoded by hand: the parser takes &amp;#60; for a character.
    const written = /name="title" value="([^"]*)"/.exec(xml)?.[1] ?? "";
    const names: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
    expect(written.replaceAll(/&(\w+);/g, (whole, name: string) => names[name] ?? whole)).toBe(
      plainText(results.scenarios[0]?.title ?? ""),
    );
  });

  it("leave the page with its own script and nothing that loads", () => {
    const page = toHtml(results);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<(?:img|iframe|object|embed|base|form|svg onload)\b/);
    expect(page).not.toContain('href="javascript:');
  });
});

describe("merging a report that somebody else has made", () => {
  it("reads nothing outside of it, and nothing that is no file", async () => {
    await using folder = await temporaryFolder();
    const [from, to] = [join(folder.path, "from"), join(folder.path, "to")];
    await mkdir(join(from, "evidence"), { recursive: true });
    await writeFile(join(folder.path, "outside.log"), "nobody's business\n");
    await writeFile(join(from, "evidence/own.log"), "own\n");
    await symlink(join(folder.path, "outside.log"), join(from, "evidence/out.log"));
    await symlink(folder.path, join(from, "up"));
    await symlink("own.log", join(from, "evidence/again.log"));
    const server = createServer().listen(join(from, "evidence/socket"));
    const paths = ["evidence/out.log", "up/outside.log", "evidence/socket", "evidence", "evidence/again.log"];
    const evidence = paths.map((path) => ({ name: path, path, mediaType: "text/plain", bytes: 1 }));
    const absent = await gatherEvidence([{ dir: from, scenarios: [{ ...failedScenario, evidence }] }], to);
    await new Promise((resolve) => server.close(resolve));
    expect(absent).toEqual(["evidence", "evidence/out.log", "evidence/socket", "up/outside.log"]);
    expect(await readdir(join(to, "evidence"))).toEqual(["again.log"]);
    expect(await readFile(join(to, "evidence/again.log"), "utf8")).toBe("own\n");
  });
});
