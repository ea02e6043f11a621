import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type Results, writeReport } from "../report/index.ts";
import { sampleNights } from "../report/trend/sample-trend.ts";
import { findResults } from "./find-results.ts";
import { trendOfReports } from "./trend-of-reports.ts";

async function put(dir: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** The results of three nights. */
function nights(): readonly [Results, Results, Results] {
  const [first, second, third] = sampleNights({ "a/b": "ppf" }).map(({ results }) => results);
  if (first === undefined || second === undefined || third === undefined) throw new Error("three nights");
  return [first, second, third];
}

describe("findResults", () => {
  it("looks in folders and below them, and not behind links or in evidence", async () => {
    await using folder = await temporaryFolder();
    await put(folder.path, {
      "b/results.json": "",
      "b/shards/1/results.json": "",
      "b/evidence/a/results.json": "",
      "a/other.json": "",
      "one.json": "",
    });
    await symlink("b", join(folder.path, "latest"));
    const at = (path: string) => join(folder.path, path);
    expect(await findResults([folder.path, at("one.json"), at("b")])).toEqual(
      ["b/results.json", "b/shards/1/results.json", "one.json"].map(at),
    );
    expect(await findResults([at("latest")])).toEqual(
      ["latest/results.json", "latest/shards/1/results.json"].map(at),
    );
  });

  it("refuses a path that is not there", async () => {
    await expect(findResults(["nowhere"])).rejects.toThrow(
      "Looking for reports: nowhere is not there or cannot be read",
    );
  });
});

describe("trendOfReports", () => {
  it("links to the reports that are there, from where the page will be", async () => {
    await using folder = await temporaryFolder();
    const [first, second, third] = nights();
    await writeReport({ results: first, dir: join(folder.path, "nights/one") });
    await put(folder.path, { "nights/two/results.json": second });
    await writeReport({ results: third, dir: join(folder.path, "nights/a #3") });
    const page = join(folder.path, "pages/trend.html");
    const { trend, leftOut } = await trendOfReports([join(folder.path, "nights")], { page, last: 30 });
    expect(leftOut).toEqual([]);
    expect(trend.runs.map(({ id, href }) => [id, href])).toEqual([
      ["run-00", "./../nights/one/index.html"],
      ["run-01", undefined],
      ["run-02", "./../nights/a%20%233/index.html"],
    ]);
    expect(
      await readFile(join(dirname(page), decodeURIComponent(trend.newest.href ?? "")), "utf8"),
    ).toContain("run-02");
  });

  it("leaves out what it cannot read, with one sentence that names it", async () => {
    await using folder = await temporaryFolder();
    const [first] = nights();
    const at = (path: string) => join(folder.path, path);
    await put(folder.path, {
      "good/results.json": first,
      "other/results.json": { ...first, schemaVersion: 7 },
      "cut/results.json": "[",
      "list/results.json": [],
    });
    const { trend, leftOut } = await trendOfReports([folder.path], { page: at("trend.html"), last: 30 });
    expect(trend.runs).toHaveLength(1);
    expect(leftOut).toEqual([
      expect.stringMatching(new RegExp(`^Reading ${at("cut/results.json")}: it is not JSON: [^\n]+$`)),
      `Reading ${at("list/results.json")}: the whole file: expected object; actual an array of 0`,
      `Reading ${at("other/results.json")}: its schema version is 7, this tkglab reads version 1`,
    ]);
  });

  it("refuses to be made of nothing, and says why there is nothing", async () => {
    await using folder = await temporaryFolder();
    const where = { page: join(folder.path, "trend.html"), last: 30 };
    await expect(trendOfReports([folder.path], where)).rejects.toThrow(
      `Making the trend of ${folder.path}: no results.json is there`,
    );
    await put(folder.path, { "results.json": "[]" });
    await expect(trendOfReports([folder.path], where)).rejects.toThrow(
      `Making the trend of ${folder.path}: Reading ${folder.path}/results.json: the whole file: expected object; actual an array of 0`,
    );
  });
});
