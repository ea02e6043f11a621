import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { imagesCommand } from "./cli/images.ts";
import { explainCommand } from "./cli/explain.ts";
import { inspectCommand } from "./cli/inspect.ts";
import { listCommand, planCommand } from "./cli/list.ts";
import { reportCommand } from "./cli/report.ts";
import { runCommand } from "./cli/run.ts";
import { demoCommand } from "./cli/demo/demo.ts";
import { downCommand } from "./cli/standing/down.ts";
import { upCommand } from "./cli/standing/up.ts";
import { sweepCommand } from "./cli/sweep.ts";
import { tanzuCommand } from "./cli/tanzu/tanzu.ts";
import { packageRoot } from "./core/package-root.ts";
import { codeSpansOf, documents, fencesOf } from "./documents.ts";
import { countVerdicts, verdictOfRun, writeReport } from "./report/index.ts";
import { sampleResults } from "./report/sample-results.ts";

/** Quick and harmless: these run as they stand. Every other command of tkglab is parsed only. */
const quick =
  /^scripts\/tkglab (?:--version|list|plan|doctor|explain '|images list|report|sweep --dry-run)\b/;

const pages = documents();
const commands = pages
  .flatMap(fencesOf)
  .filter(({ language }) => language === "sh")
  .flatMap(({ code }) => commandLines(code));

/** Where the commands run: its reports are samples, and its browser does nothing. */
let folder: string;

beforeAll(async () => {
  const [lock, installed] = await Promise.all(
    ["package-lock.json", "node_modules/.tkglab-lock"].map((path) =>
      readFile(join(packageRoot, path), "utf8").catch(() => undefined),
    ),
  );
  // scripts/tkglab would install them anew, under the feet of this very process.
  if (lock !== installed)
    throw new Error("the npm packages are not those of scripts/bootstrap.sh: run scripts/tkglab --version");
  folder = await mkdtemp(join(tmpdir(), "tkglab-readme-"));
  await mkdir(join(folder, "bin"));
  const { scenarios } = sampleResults();
  const good = scenarios.filter(({ verdict }) => verdict === "passed" || verdict === "skipped");
  for (const [index, name] of ["shard-1", "shard-2", "shard-3"].entries()) {
    const part = good.filter((_, place) => place === index);
    const { run } = sampleResults();
    const counts = { verdict: verdictOfRun(part), counts: countVerdicts(part) };
    const results = { schemaVersion: 1 as const, run: { ...run, ...counts }, scenarios: part };
    await writeReport({ results, dir: join(folder, "reports", name) });
  }
  for (const name of ["xdg-open", "open"])
    await symlink(join(packageRoot, "fixtures/fake-bin/idle"), join(folder, "bin", name));
});
afterAll(() => rm(folder, { recursive: true }));

describe("every command of the pages", () => {
  it.each(commands)("%s", async (line) => {
    const [program = "", ...args] = wordsOf(line);
    switch (program) {
      case "scripts/tkglab":
        if (quick.test(line))
          expect(run(join(packageRoot, program), args)).toMatchObject({ status: 0, stderr: "" });
        else await parse(args);
        return;
      case "scripts/run":
        expect(run(join(packageRoot, program), [...args, "--help"])).toMatchObject({ status: 0, stderr: "" });
        await parse(["run", ...args.filter((arg) => arg !== "--no-install")]);
        return;
      case "scripts/test":
        expectTestArguments(args);
        return;
      case "npm":
        expect(args[0]).toBe("run");
        expect(Object.keys(await npmScripts())).toContain(args[1]);
        return;
      case "node":
        expect(run(process.execPath, ["--check", join(packageRoot, args[0] ?? "")])).toMatchObject({
          status: 0,
        });
        return;
      default:
        expect.fail(`nobody here knows how to test ${program}`);
    }
  });

  it("is refused when it is wrong", async () => {
    await expect(parse(["run", "--kepe"])).rejects.toThrow("unknown option '--kepe'");
    await expect(parse(["run", "photom"])).rejects.toThrow('no id matches "photom"');
    await expect(parse(["frobnicate"])).rejects.toThrow("there is no command frobnicate");
    await expect(parse(["tanzu", "cluster", "create"])).rejects.toThrow(
      "required option '-f, --file <file>'",
    );
  });
});

describe("every option of the pages", () => {
  it("is in the help of a command", () => {
    const help = [
      ...commandTree().flatMap(function all(command): string[] {
        return [command.helpInformation(), ...command.commands.flatMap(all)];
      }),
      ...[["scripts/run"], ["scripts/test"], ["scripts/tkglab", "doctor"]].map(
        ([program = "", ...args]) => run(join(packageRoot, program), [...args, "--help"]).stdout,
      ),
    ].join("\n");
    const options = pages
      // The decisions speak of other programs' options too.
      .filter(({ path }) => !path.startsWith("docs/decisions/"))
      .flatMap((page) => codeSpansOf(page))
      .flatMap((code) => /^(?:(?:tkglab|scripts\/\w+) .*)?(--[a-z][a-z-]+)/.exec(code)?.[1] ?? []);
    expect(options).toContain("--keep");
    expect([...new Set(options)].filter((option) => !new RegExp(`${option}\\b`).test(help))).toEqual([]);
  });

  it("of `run` is in the README", () => {
    const readme = pages[0] === undefined ? [] : codeSpansOf(pages[0]);
    const [runHelp] = commandTree();
    const visible = (runHelp?.options ?? []).filter(({ hidden }) => !hidden).map(({ long }) => long ?? "");
    expect(visible).toContain("--keep");
    expect(visible.filter((option) => !readme.some((code) => code.startsWith(option)))).toEqual([]);
  });

  it("has a scenario behind every id", () => {
    const { stdout } = run(join(packageRoot, "scripts/tkglab"), ["list"]);
    const ids = (pages[0] === undefined ? [] : codeSpansOf(pages[0])).filter((code) =>
      /^(?:containerd|kapp-controller|registry|source-to-url|supervisor|symptoms|tkg)\/[\w-]+$/.test(code),
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !stdout.includes(`${id} `))).toEqual([]);
  });
});

/** The commands of a fence: without comments, one line each. */
function commandLines(code: string): string[] {
  return code
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** A line as a shell splits it, as far as these pages go: words, and quotes around whole words. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function run(file: string, args: readonly string[]) {
  const env = {
    ...process.env,
    PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
    ARTIFACTS: undefined,
    // A process that is told so takes itself for a worker of vitest.
    VITEST_WORKER_ID: undefined,
    NODE_OPTIONS: undefined,
  };
  const { status, stdout, stderr } = spawnSync(file, [...args], { cwd: folder, encoding: "utf8", env });
  return { status, stdout, stderr };
}

function commandTree(): Command[] {
  const scenarios = join(packageRoot, "scenarios");
  return [
    runCommand(scenarios),
    listCommand(scenarios),
    planCommand(scenarios),
    upCommand(),
    downCommand(),
    demoCommand(),
    tanzuCommand(),
    imagesCommand(),
    inspectCommand({ stdout: process.stdout, exit: () => undefined }),
    explainCommand({ stdin: process.stdin, stdout: process.stdout, exit: () => undefined }),
    sweepCommand(),
    reportCommand(),
  ];
}

/** Has the command line's own parser read a command that is not carried out. @throws what is wrong with it */
async function parse([name = "", ...args]: readonly string[]): Promise<void> {
  let command = commandTree().find((one) => one.name() === name);
  const rest = [...args];
  for (;;) {
    const sub = command?.commands.find((one) => one.name() === rest[0]);
    if (sub === undefined) break;
    command = sub;
    rest.shift();
  }
  if (command === undefined || command.commands.length > 0)
    throw new Error(`there is no command ${[name, ...args].join(" ")}`);
  command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .action(() => undefined);
  await command.parseAsync(rest, { from: "user" });
  if (name !== "run" || command.args.length === 0) return;
  // An id may be that of a row, which there is with --matrix only.
  const matrix = rest.filter((arg) => arg.startsWith("--matrix"));
  const { status, stderr } = run(join(packageRoot, "scripts/tkglab"), ["plan", ...command.args, ...matrix]);
  if (status !== 0) throw new Error(stderr);
}

function expectTestArguments(args: readonly string[]): void {
  const { status, stdout } = run(join(packageRoot, "scripts/test"), [...args, "--help"]);
  expect(status).toBe(0);
  const parts = /parts: (.*)/.exec(stdout)?.[1]?.split(", ") ?? [];
  const only = args[args.indexOf("--only") + 1];
  if (args.includes("--only")) expect(only?.split(",").filter((part) => !parts.includes(part))).toEqual([]);
}

async function npmScripts(): Promise<Record<string, string>> {
  // as: the shape of npm's own file.
  return (
    JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    }
  ).scripts;
}
