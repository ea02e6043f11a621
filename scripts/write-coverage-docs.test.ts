import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedProcedures } from "../harness/report/coverage/coverage.ts";

const script = join(import.meta.dirname, "write-coverage-docs.ts");
const page = join(import.meta.dirname, "../docs/coverage.md");

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

describe("docs/coverage.md", { timeout: 60_000 }, () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-coverage-docs-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it("says what the table says", () => {
    const { status, stderr } = run("--check");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("has a row of four cells for each procedure", async () => {
    const rows = (await readFile(page, "utf8")).split("\n").filter((line) => line.startsWith("| "));
    const cells = rows.map((line) => line.split(/(?<!\\)\|/).slice(1, -1));
    expect(cells.filter((row) => row.length !== 4)).toEqual([]);
    const titles = new Set(seedProcedures.map(({ title }) => title));
    const shown = cells.map(([title = ""]) => title.trim()).filter((title) => titles.has(title));
    expect(shown).toEqual(seedProcedures.map(({ title }) => title));
  });

  it("is found out when it says something else", async () => {
    const stale = join(dir, "stale.md");
    await writeFile(stale, (await readFile(page, "utf8")).replace("differs", "is the same"));
    const { status, stderr } = run("--check", stale);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `${stale} is not what harness/report/coverage says\n  what to do: node scripts/write-coverage-docs.ts\n`,
    );
    expect(run(stale).status).toBe(0);
    expect(await readFile(stale, "utf8")).toBe(await readFile(page, "utf8"));
  });
});
