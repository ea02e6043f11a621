import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { addToImageLock, readImageLock } from "./image-lock.ts";

const [one, other] = ["a", "b"].map((letter) => `sha256:${letter.repeat(64)}`) as [string, string];

describe("a lock of published images", () => {
  it("has what was added, in a stable order, and keeps what was there", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "lock.json");
    await addToImageLock(file, { "ytt:k": one, "kind:k": one });
    await addToImageLock(file, { "harbor:k": one, "kind:k": other });
    expect(await readImageLock(file)).toEqual({
      file,
      digests: { "harbor:k": one, "kind:k": other, "ytt:k": one },
    });
    expect(await readFile(file, "utf8")).toBe(
      `{\n  "version": 1,\n  "digests": {\n    "harbor:k": "${one}",\n    "kind:k": "${other}",\n    "ytt:k": "${one}"\n  }\n}\n`,
    );
  });

  it("has to be there to be read", async () => {
    await expect(readImageLock("/nonexistent/lock.json")).rejects.toMatchObject({
      code: "bad-input",
      message:
        "Reading the lock of published images /nonexistent/lock.json: ENOENT: no such file or directory, open '/nonexistent/lock.json'",
      hint: "tkglab images push --lock writes one",
    });
  });

  it.each([
    ["{", /: Expected property name or '}' in JSON/],
    ["{}", /: ✖ Invalid input: expected 1\n/],
    [
      JSON.stringify({ version: 1, digests: { "kind:k": "sha256:1" } }),
      /must match pattern .*\n.*→ at digests/s,
    ],
    [JSON.stringify({ version: 1, digests: {}, more: 1 }), /Unrecognized key: "more"/],
  ])("has to be one: %s", async (text, why) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "lock.json");
    await writeFile(file, text);
    await expect(readImageLock(file)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringMatching(why) as string,
    });
    // What is damaged is not overwritten.
    await expect(addToImageLock(file, { "kind:k": one })).rejects.toMatchObject({ code: "bad-input" });
    expect(await readFile(file, "utf8")).toBe(text);
  });
});
