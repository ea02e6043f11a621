import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toHtml } from "./html/page.ts";
import { toJunit } from "./junit.ts";
import { readResults } from "./results.ts";
import { sampleResults } from "./sample-results.ts";
import { writeReport } from "./write-report.ts";

describe("writeReport", () => {
  let reports: string;
  const results = sampleResults();

  beforeEach(async () => {
    reports = await mkdtemp(join(tmpdir(), "tkglab-write-report-"));
  });
  afterEach(() => rm(reports, { recursive: true }));

  it("writes the truth and its two functions, nothing else, and points latest there", async () => {
    const written = await writeReport({ results, dir: join(reports, "run-1") });
    expect((await readdir(join(reports, "run-1"))).sort()).toEqual([
      "index.html",
      "junit.xml",
      "results.json",
    ]);
    expect((await readdir(reports)).sort()).toEqual(["latest", "run-1"]);
    expect(readResults(await readFile(written.results, "utf8"))).toEqual(results);
    expect(await readFile(written.junit, "utf8")).toBe(toJunit(results));
    expect(await readFile(written.html, "utf8")).toBe(toHtml(results));
    expect(await readlink(join(reports, "latest"))).toBe("run-1");
  });

  it("moves latest on and writes over an earlier report", async () => {
    await writeReport({ results, dir: join(reports, "run-1") });
    await writeReport({ results, dir: join(reports, "run-2") });
    const again = await writeReport({
      results: { ...results, run: { ...results.run, id: "again" } },
      dir: join(reports, "run-2"),
    });
    expect(await readlink(join(reports, "latest"))).toBe("run-2");
    expect(readResults(await readFile(again.results, "utf8")).run.id).toBe("again");
  });

  it("makes no link to itself for a folder named latest", async () => {
    const written = await writeReport({ results, dir: join(reports, "latest") });
    expect(written).not.toHaveProperty("latest");
    expect((await lstat(join(reports, "latest"))).isDirectory()).toBe(true);
  });

  it("writes nothing where the results do not fit their schema", async () => {
    const wrong = { ...results, run: { ...results.run, id: "" } };
    await expect(writeReport({ results: wrong, dir: join(reports, "run-1") })).rejects.toThrow(
      'Reading results.json: run.id: expected text that is not empty; actual ""',
    );
    expect(await readdir(reports)).toEqual([]);
  });

  it("says where it could not write", async () => {
    await writeFile(join(reports, "file"), "");
    const dir = join(reports, "file", "run-1");
    await expect(writeReport({ results, dir })).rejects.toMatchObject({
      code: "bad-input",
      message: `Writing the report to ${dir}: ENOTDIR: not a directory, mkdir '${dir}'`,
      hint: `ls -la ${join(reports, "file")}`,
    });
  });

  it("leaves no draft behind where it fails half-way, and keeps what was there", async () => {
    await mkdir(join(reports, "latest", "kept"), { recursive: true });
    await expect(writeReport({ results, dir: join(reports, "run-1") })).rejects.toMatchObject({
      code: "bad-input",
    });
    expect((await readdir(reports)).sort()).toEqual(["latest", "run-1"]);
    expect(await readdir(join(reports, "latest"))).toEqual(["kept"]);
  });
});
