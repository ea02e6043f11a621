import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "write-scenario-docs.ts");
const page = join(import.meta.dirname, "../docs/scenarios.md");

// A process of its own, that does not take itself for a worker of vitest: there, importing a scenario registers tests.
const env = { ...process.env, VITEST_WORKER_ID: undefined };
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env });

// Each run is a process that reads all scenarios: on a busy host that takes longer than a unit test may.
describe("docs/scenarios.md", { timeout: 60_000 }, () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-scenario-docs-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it("says what the scenario files say", () => {
    const { status, stderr } = run("--check");
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("is found out when it says something else", async () => {
    const stale = join(dir, "stale.md");
    await writeFile(stale, (await readFile(page, "utf8")).replace("**red**", "**green**"));
    const { status, stderr } = run("--check", stale);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `${stale} is not what the scenarios say\n  what to do: node scripts/write-scenario-docs.ts\n`,
    );
    expect(run(stale).status).toBe(0);
    expect(await readFile(stale, "utf8")).toBe(await readFile(page, "utf8"));
  });
});
