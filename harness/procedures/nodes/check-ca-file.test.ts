import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Tanzu } from "../../cluster/index.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { brokenPem, createRootCa } from "../../pki/index.ts";
import { checkCaFile, checkCaText } from "./check-ca-file.ts";

const command = "tkglab tanzu cluster create: the CA file";
const fine = { command, succeeded: true, text: "nothing is wrong with it" };
const { certificatePem: pem } = await createRootCa();

describe("checkCaText", () => {
  const check = (text: string) => checkCaText({ text, os: "photon" });

  it("has nothing against a good CA", async () => {
    expect(await check(pem)).toEqual(fine);
  });

  it("says a warning and lets it pass", async () => {
    const attempt = await check(brokenPem.crlf(pem));
    expect(attempt.succeeded).toBe(true);
    expect(attempt.text).toMatch(/^warning: harbor-ca\.pem.*Windows line ends/);
  });

  it.each(["allIndented", "joinedWithoutNewline", "literalBackslashN", "byteOrderMark"] as const)(
    "refuses what kapp-controller would pass over: %s",
    async (flaw) => {
      const attempt = await check(brokenPem[flaw](pem));
      expect(attempt.succeeded).toBe(false);
      expect(attempt.text).toMatch(/^error: .*harbor-ca\.pem/);
    },
  );

  it("says every finding, each in a line", async () => {
    const { succeeded, text } = await check(brokenPem.crlf(brokenPem.byteOrderMark(pem)));
    expect(succeeded).toBe(false);
    expect(text.split("\n").map((line) => line.split(":")[0])).toEqual(["error", "warning"]);
  });
});

describe("checkCaFile", () => {
  it("looks at the file beside the overlay", async () => {
    await using folder = await temporaryFolder();
    // as: nothing else of the CLI is used.
    const tanzu = { home: { customizations: folder.path } } as unknown as Tanzu;
    const file = join(folder.path, "harbor-ca.pem");
    expect(await checkCaFile({ tanzu, os: "photon" })).toEqual({
      command,
      succeeded: false,
      text: `error: ${file} is missing: the overlay cannot be rendered`,
    });
    await writeFile(file, pem);
    expect(await checkCaFile({ tanzu, os: "photon" })).toEqual(fine);
  });
});
