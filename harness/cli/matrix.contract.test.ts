import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { catalogue } from "../assets/index.ts";
import { baseId } from "../core/scenario-id.ts";
import type { ScenarioHeader } from "../scenario/definition.ts";
import { CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

async function listed(...options: readonly string[]): Promise<readonly ScenarioHeader[]> {
  const { code, stdout } = await sandbox.run(["list", "--json", ...options]);
  expect(code).toBe(0);
  // as: that is what the command prints
  return JSON.parse(stdout) as readonly ScenarioHeader[];
}

describe("the rows of all scenarios", () => {
  it("have ids of their own, and parts that the catalogue has", async () => {
    const rows = await listed("--matrix", "full");
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.flatMap(({ uses }) => uses).filter((id) => !catalogue.has(id))).toEqual([]);
  });

  it("differ in their parts: no scenario varies in what it does not use", async () => {
    const rows = (await listed("--matrix", "full")).filter(({ cell }) => cell !== undefined);
    const parts = ({ id, uses }: ScenarioHeader) => `${baseId(id)} ${uses.join(" ")}`;
    const told = (one: ScenarioHeader) => ("kapp-controller" in (one.cell ?? {}) ? one.id : parts(one));
    expect(new Set(rows.map(told)).size).toBe(rows.length);
    const axes = new Set(rows.flatMap(({ cell }) => Object.keys(cell ?? {})));
    expect([...axes].toSorted()).toEqual(["containerd", "kapp-controller", "kubernetes", "os"]);
  });

  it("are not there where nobody asks for them", async () => {
    const [plain, rows] = await Promise.all([listed(), listed("--matrix")]);
    expect(plain.map(({ id }) => id)).toEqual([...new Set(rows.map(({ id }) => baseId(id)))]);
    expect(plain.filter(({ cell }) => cell !== undefined)).toEqual([]);
  });
});

const four = [
  "matrix/newer-fails@kubernetes-1.34,containerd-1.6,os-photon",
  "matrix/newer-fails@kubernetes-1.34,containerd-2.2,os-ubuntu",
  "matrix/newer-fails@kubernetes-1.29,containerd-1.6,os-ubuntu",
  "matrix/newer-fails@kubernetes-1.29,containerd-2.2,os-photon",
];

async function verdicts(folder?: string): Promise<Readonly<Record<string, string>>> {
  const { scenarios } = await sandbox.results(folder);
  return Object.fromEntries(scenarios.map(({ id, verdict }) => [id, verdict]));
}

describe("tkglab run --matrix", () => {
  it("runs what varies once per row, each a result of its own, in shards as a whole", async () => {
    const [one, two, whole] = ["one", "two", "whole"].map((name) => join(sandbox.dir, name));
    const shard = (part: string, folder = "") =>
      sandbox.runToys(["matrix/", "--matrix", "--shard", part, "--report-dir", folder]);
    expect([(await shard("1/2", one)).code, (await shard("2/2", two)).code]).toEqual([0, 1]);
    expect(Object.keys(await verdicts(one))).toEqual([four[0], four[2], "matrix/steady"]);
    const merge = ["report", "merge", one ?? "", two ?? "", "--report-dir", whole ?? ""];
    expect((await sandbox.run(merge)).stdout).toContain(`report: ${join(whole ?? "", "index.html")}`);
    const { scenarios } = await sandbox.results(whole);
    const rows = scenarios.map(({ id, verdict, cell, steps }) => [
      ...[id, verdict, Object.values(cell ?? {}).join(" "), steps.map(({ name }) => name).join(" ")],
    ]);
    expect(rows).toEqual([
      [four[0], "passed", "1.34 1.6 photon", "red-1 green-1"],
      [four[2], "passed", "1.29 1.6 ubuntu", "red-1 green-1"],
      ["matrix/steady", "passed", "", "green-1"],
      [four[1], "failed", "1.34 2.2 ubuntu", "red-1 green-2"],
      [four[3], "failed", "1.29 2.2 photon", "red-1 green-2"],
    ]);
  });

  it("runs one row where it is named, as often as is asked for", async () => {
    const { code } = await sandbox.runToys([four[2] ?? "", "--matrix", "--repeat", "2"]);
    expect(code).toBe(0);
    expect(Object.keys(await verdicts())).toEqual([`${four[2] ?? ""}#1`, `${four[2] ?? ""}#2`]);
  });

  it("stops with --bail at the first row that does not pass", async () => {
    const { code } = await sandbox.runToys(["newer-fails", "--matrix", "--bail"]);
    expect(code).toBe(1);
    expect(Object.values(await verdicts())).toEqual(["passed", "failed", "not-run", "not-run"]);
  });

  it("without it a row is no pattern", async () => {
    const { code, stderr } = await sandbox.runToys(["newer-fails@kubernetes-1.29"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^Selecting scenarios: no id matches "newer-fails@kubernetes-1\.29"/);
    expect(stderr).toContain("what to do: tkglab list --matrix; rows of it are chosen with --matrix");
  });
});

describe("tkglab plan --matrix", () => {
  it("prints each row with its parts and its steps", async () => {
    const { code, stdout } = await sandbox.run(["plan", "symptoms/registry-configs", "--matrix"]);
    expect(code).toBe(0);
    expect(stdout).toContain("  with containerd 1.6\n");
    expect(stdout).toMatch(/ {2}with containerd 2\.2\n.*uses kind, node-photon-containerd-2\.2, harbor/);
    expect(stdout.match(/Ignoring unknown key/g)).toHaveLength(1);
  });
});
