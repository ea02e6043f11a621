import { mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { SecretWatch } from "./secret-watch.ts";

const password = "Aa1-toy-password-0123456789";
const hint = "docs/decisions/0047-secrets-in-reports.md says how to find who shows it";

describe("SecretWatch", () => {
  it("says nothing where there was nothing", async () => {
    await using folder = await temporaryFolder();
    const watch = new SecretWatch([password]);
    expect(watch.text("a.log", "nothing")).toBe("nothing");
    await watch.folder(join(folder.path, "nobody-made-it"), folder.path);
    expect(watch.failure).toBeUndefined();
  });

  it("hides in texts, and says where by line and by which kind, never what", () => {
    const watch = new SecretWatch([password]);
    expect(watch.text("evidence/a.log", `one\ntwo ${password}\n`)).toBe("one\ntwo ***\n");
    expect(watch.failure).toEqual({
      code: "secret",
      message:
        "Looking for secrets in the report: a password of the run in evidence/a.log, line 2. Each is *** now",
      hint,
    });
  });

  it("hides in plain data at any depth, whose other values stay", () => {
    const watch = new SecretWatch([password]);
    const value = { a: [{ text: `x ${password}` }, 1, null, true], b: { c: "y" } };
    expect(watch.value("results.json", value)).toEqual({
      a: [{ text: "x ***" }, 1, null, true],
      b: { c: "y" },
    });
    expect(watch.failure?.message).toContain(" in results.json, a[0].text, line 1.");
  });

  it("writes those files anew that hold one, and no others", async () => {
    await using folder = await temporaryFolder();
    const deep = join(folder.path, "evidence/area");
    await mkdir(deep, { recursive: true });
    const binary = Buffer.from([0, 255, 254, 10, 0]);
    await writeFile(join(deep, "a.bin"), Buffer.concat([binary, Buffer.from(password), binary]));
    await writeFile(join(deep, "b.log"), "nothing");
    await utimes(join(deep, "b.log"), 1, 1);
    const watch = new SecretWatch([password]);
    await watch.folder(join(folder.path, "evidence"), folder.path);
    expect(await readFile(join(deep, "a.bin"))).toEqual(Buffer.concat([binary, Buffer.from("***"), binary]));
    expect((await stat(join(deep, "b.log"))).mtimeMs).toBe(1000);
    expect(watch.failure?.message).toContain(": a password of the run in evidence/area/a.bin, line 2.");
  });

  it("names five places and counts the others", () => {
    const watch = new SecretWatch([password]);
    watch.text("a.log", `${password}\n`.repeat(8));
    expect(watch.failure?.message).toMatch(
      / line 1; .* line 4; a password of the run in a\.log, line 5; and 3 more\. Each is \*\*\* now$/,
    );
  });

  it("looks for others from when it is told of them", () => {
    const watch = new SecretWatch([]);
    expect(watch.text("a.log", password)).toBe(password);
    watch.lookFor([password]);
    expect(watch.text("a.log", password)).toBe("***");
  });
});
