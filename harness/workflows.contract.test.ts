import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { reportCommand } from "./cli/report.ts";
import { runCommand } from "./cli/run.ts";
import { packageRoot } from "./core/package-root.ts";

const workflows = globSync(".github/workflows/*.yml", { cwd: packageRoot }).map((path) => ({
  name: basename(path),
  text: readFileSync(join(packageRoot, path), "utf8"),
}));
const nightly = workflows.find(({ name }) => name === "nightly.yml")?.text ?? "";

/** What actionlint says of a workflow, a line each; other linters that a machine may have are left out. */
function findings(text: string): string[] {
  const program = process.env.TKGLAB_ACTIONLINT;
  if (program === undefined || program === "")
    throw new Error("TKGLAB_ACTIONLINT is not set: tkglab images env");
  const { status, stdout, error } = spawnSync(
    program,
    ["-oneline", "-no-color", "-shellcheck=", "-pyflakes=", "-"],
    { input: text, encoding: "utf8", cwd: packageRoot },
  );
  if (error !== undefined) throw error;
  const lines = stdout.trim().split("\n").filter(Boolean);
  expect(status).toBe(lines.length === 0 ? 0 : 1);
  return lines.map((line) => line.replace(/^<stdin>:\d+:\d+: /, ""));
}

/** The nightly workflow with one thing wrong. */
function broken(right: string, wrong: string): string {
  expect(nightly).toContain(right);
  return nightly.replace(right, wrong);
}

/** The commands of a workflow's steps, each on one line. */
function commandsOf(text: string): string[] {
  return text
    .replaceAll(/\n\s+(?=scripts\/|--)/g, " ")
    .split("\n")
    .flatMap((line) => /scripts\/[^|]*/.exec(line)?.[0].trim() ?? []);
}

describe("actionlint", () => {
  it.each(workflows)("finds nothing in $name", ({ text }) => {
    expect(findings(text)).toEqual([]);
  });

  it.each([
    [
      "a name that the matrix does not have",
      "--shard ${{ matrix.shard }}/3",
      "--shard ${{ matrix.shart }}/3",
      'property "shart" is not defined in object type {shard: number} [expression]',
    ],
    [
      "a context that is not there yet",
      "TKGLAB_CACHE: /tmp/tkglab-cache",
      "TKGLAB_CACHE: ${{ runner.temp }}/tkglab-cache",
      'context "runner" is not allowed here',
    ],
    [
      "a job that waits for none",
      "needs: shard",
      "needs: shards",
      'job "verdict" needs job "shards" which does not exist in this workflow [job-needs]',
    ],
    [
      "a word that is no key",
      "timeout-minutes: 240",
      "timeout: 240",
      'unexpected key "timeout" for "job" section',
    ],
    [
      "a time that is none",
      "17 2 * * *",
      "17 25 * * *",
      'invalid CRON format "17 25 * * *" in schedule event',
    ],
    [
      "a permission that is none",
      "actions: read",
      "actions: reads",
      '"reads" is invalid as permission of scope "actions"',
    ],
  ])("finds %s", (_, right, wrong, sentence) => {
    expect(findings(broken(right, wrong)).join("\n")).toContain(sentence);
  });
});

describe.each(workflows)("$name", ({ text }) => {
  it("pins every action by commit and says which version that is", () => {
    const used = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, action = ""]) => action);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
      [],
    );
  });

  it("may write nothing, ends some day, and is not done twice at a time", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/: write\b/);
    expect(text).toMatch(/^concurrency:$/m);
    const jobs = text.split(/^ {2}(?=[\w-]+:$)/m).filter((job) => job.includes("runs-on:"));
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => !/^ {4}timeout-minutes: \d+$/m.test(job))).toEqual([]);
  });

  it("leaves no login behind for what it runs", () => {
    const checkouts = text.split("uses: actions/checkout@").slice(1);
    expect(
      checkouts.filter((step) => !/^[^\n]+\n\s+with:\n\s+persist-credentials: false$/m.test(step)),
    ).toEqual([]);
  });
});

describe("nightly.yml", () => {
  it("runs each part of as many as it has machines, and merges all of them", () => {
    const shards = JSON.parse(/^ +shard: (\[.*\])$/m.exec(nightly)?.[1] ?? "[]") as number[];
    expect(shards).toEqual([1, 2, 3]);
    expect(commandsOf(nightly)).toEqual([
      `scripts/run --all --shard \${{ matrix.shard }}/${shards.length} --report-dir reports/shard-\${{ matrix.shard }}`,
      "scripts/tkglab images prune",
      `scripts/tkglab report merge ${shards.map((shard) => `shards/shard-${shard}`).join(" ")} --report-dir "nights/$GITHUB_RUN_ID"`,
      "scripts/tkglab report trend nights --out nights",
    ]);
  });

  it("uses options that there are", () => {
    const help = [runCommand("scenarios"), ...reportCommand().commands]
      .map((command: Command) => command.helpInformation())
      .join("\n");
    const options = commandsOf(nightly).flatMap((command) => command.match(/--[a-z-]+/g) ?? []);
    expect(options).toContain("--shard");
    expect(options.filter((option) => !help.includes(`${option} `))).toEqual([]);
  });
});
