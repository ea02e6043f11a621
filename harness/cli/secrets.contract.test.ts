import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ScenarioResult } from "../report/index.ts";
import { CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

const password = "Aa1-toy-password-0123456789";
const refused =
  "pull toy: it should succeed, yet it failed: x509: certificate signed by unknown authority\nthen: ";

/** Every file of the newest report, by its path. */
async function filesOfReport(): Promise<Record<string, string>> {
  const folder = join(sandbox.reports, "latest");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(
    async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

/** What a scenario says of secrets, without what all of them say. */
function said({ verdict, error }: ScenarioResult) {
  const message = error?.message.replace("Looking for secrets in the report: ", "");
  return { verdict, code: error?.code, message: message?.replace(". Each is *** now", "") };
}

const broken = (message: string) => ({ verdict: "broken", code: "secret", message });

describe("a scenario that shows a secret", () => {
  it("is broken, says where by which kind, and the report holds nothing of it", async () => {
    const { code, stdout, stderr } = await sandbox.runToys(["secrets/in-", "secrets/foreign-"]);
    expect(code).toBe(2);
    const { run, scenarios } = await sandbox.results();
    expect(run).toMatchObject({ verdict: "broken", counts: { passed: 0, failed: 0, broken: 5 } });
    const log = (name: string) => `evidence/secrets/${name}/registry.log`;
    expect(Object.fromEntries(scenarios.map((one) => [one.id.slice("secrets/".length), said(one)]))).toEqual({
      "foreign-token": broken("a token in results.json, proofs[0].text, line 2"),
      "in-base64": broken(`${refused}a password of the run (in base64) in ${log("in-base64")}, line 1`),
      "in-evidence": broken(`${refused}a password of the run in ${log("in-evidence")}, line 2`),
      "in-kubeconfig": broken(
        "invalid key: ***\nthen: a private key of the run in results.json, steps[1].error.message, line 1; a private key of the run in results.json, steps[1].error.stack, line 1",
      ),
      "in-proof": broken("a password of the run in results.json, proofs[0].text, line 2"),
    });
    const files = await filesOfReport();
    expect(Object.keys(files).toSorted()).toEqual([
      ...[log("in-base64"), log("in-evidence"), "index.html", "junit.xml", "results.json"],
    ]);
    expect(files[log("in-evidence")]).toBe("GET /v2/\nlogin of admin with ***\nGET /v2/\n");
    expect(files[log("in-base64")]).toBe('GET /v2/ authorization="Basic ***"\n');
    const forms = [
      password,
      Buffer.from(`admin:${password}`).toString("base64"),
      "c2lnbmF0dXJlLW9mLWE",
      "MIGHAgEA",
    ];
    for (const text of [stdout, stderr, ...Object.values(files)]) {
      for (const form of forms) expect(text).not.toContain(form);
    }
    expect(files["junit.xml"]).toContain('errors="5"');
  });

  it("is no trouble to scenarios beside it, which have threads of their own", async () => {
    await sandbox.runToys(["secrets/in-evidence", "secrets/in-proof", "verdicts/passing", "--workers", "3"]);
    const { scenarios } = await sandbox.results();
    expect(scenarios.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["secrets/in-evidence", "broken"],
      ["secrets/in-proof", "broken"],
      ["verdicts/passing", "passed"],
    ]);
    for (const text of Object.values(await filesOfReport())) expect(text).not.toContain(password);
  });

  it("is none to whom the engine puts an error that nobody has caught: that is the run's", async () => {
    const { code, stdout } = await sandbox.runToys(["secrets/uncaught"]);
    expect(code).toBe(2);
    const { run } = await sandbox.results();
    expect(run.verdict).toBe("broken");
    expect(run.notes).toEqual([
      "*** is wrong",
      "Looking for secrets in the report: a password of the run in results.json, run, notes[0], line 1. Each is *** now",
    ]);
    for (const text of [stdout, ...Object.values(await filesOfReport())])
      expect(text).not.toContain(password);
  });
});
