import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.ts";
import { HarnessError } from "../core/errors.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import type { ScenarioResult } from "../report/index.ts";
import { type Answer, fakeProgram } from "../tools/fake-program.ts";
import { Scenario } from "./definition.ts";
import { fakeHeader } from "./fake-header.ts";
import { fakeSettings } from "./fake-settings.ts";
import { Play } from "./play.ts";
import { recordFile } from "./record.ts";
import type { RunSettings } from "./settings.ts";

const emptyDocker: readonly Answer[] = ["ps *", "volume ls *", "network ls *", "image ls *"].map((when) => ({
  when,
}));
const attempt = (succeeded: boolean, text: string): Promise<Attempt> =>
  Promise.resolve({ command: "pull", succeeded, text });
const never = () => new Promise<never>(() => undefined);

function newScenario() {
  return new Scenario(fakeHeader);
}

interface Staged {
  readonly docker?: readonly Answer[];
  readonly settings?: Partial<RunSettings>;
  /** Stops the run when the last step begins, with vitest's reason. */
  readonly stop?: AbortController;
}

/** Performs a scenario as register.ts does, and gives its record and what was thrown on the way. */
async function perform(scenario: Scenario, { docker = emptyDocker, settings = {}, stop }: Staged = {}) {
  await using folder = await temporaryFolder();
  await using _docker = await fakeProgram("docker", docker);
  const all = fakeSettings(folder.path, settings);
  const play = new Play(scenario, all);
  const thrown: unknown[] = [];
  const noting = (work: Promise<void>) => work.catch((error: unknown) => thrown.push(error));
  for (const step of scenario.steps) {
    if (play.goesOn) await noting(play.step(step, (stop ?? new AbortController()).signal));
  }
  await noting(play.end());
  const text = await readFile(recordFile(all.recordsDir, "area/name"), "utf8").catch(() => undefined); // none was written
  // as: what ScenarioRecord writes
  return { record: text === undefined ? undefined : (JSON.parse(text) as ScenarioResult), thrown };
}

describe("a performance", () => {
  it("hands the values of earlier steps to later ones, and proves red and green", async () => {
    const scenario = newScenario()
      .given("stage", "a stage", () => Promise.resolve("set"))
      .red("it fails", ({ stage }) => attempt(false, `x509 ${stage}`), { error: /x509/ })
      .green("it passes", ({ stage }) => attempt(true, `pong ${stage}`));
    const { record, thrown } = await perform(scenario);
    expect(thrown).toEqual([]);
    expect(record).toMatchObject({
      verdict: "passed",
      proofs: [
        { color: "red", text: "x509 set", matched: "x509" },
        { color: "green", text: "pong set" },
      ],
      cleanup: { verdict: "clean", left: [] },
    });
  });

  it("ends with the first step that does not hold", async () => {
    const scenario = newScenario()
      .green("it passes", () => attempt(false, "refused"))
      .check("nobody gets here", never);
    const { record } = await perform(scenario);
    expect(record).toMatchObject({
      verdict: "failed",
      steps: [{ verdict: "failed", error: { code: "check" } }, { verdict: "not-run" }],
    });
  });

  it("is broken by an error, and what was deferred is done before Docker is asked", async () => {
    const done: string[] = [];
    const scenario = newScenario()
      .given("thing", "something starts", ({ lab }) => {
        for (const name of ["first", "last"]) lab.defer(() => Promise.resolve(void done.push(name)));
        return Promise.resolve();
      })
      .check("it throws", () => {
        throw new HarnessError({ code: "no-space", message: "Writing: the disk is full", hint: "df -h" });
      });
    const { record } = await perform(scenario);
    expect(done).toEqual(["last", "first"]);
    expect(record).toMatchObject({
      verdict: "broken",
      steps: [{}, { error: { code: "no-space", message: "Writing: the disk is full", hint: "df -h" } }],
    });
  });

  it("that nobody began leaves no record", async () => {
    expect((await perform(newScenario())).record).toBeUndefined();
  });
});

describe("a step that takes too long", () => {
  it("is stopped, and says how long it had", async () => {
    const scenario = newScenario().when(
      "x",
      "it waits",
      ({ lab }) =>
        new Promise((_, reject) =>
          lab.context.signal.addEventListener("abort", () => reject(new Error("stopped"))),
        ),
    );
    const { record } = await perform(scenario, { settings: { stepLimit: 50 } });
    expect(record?.steps[0]?.error).toEqual({
      code: "timeout",
      message: 'Carrying out "it waits": not done within 0.05 s (budget scenarioStep)',
      hint: "tkglab run --step-limit 1 gives every step twice the time",
    });
    expect(record?.cleanup.verdict).toBe("clean");
  });
});

describe("a run that is stopped", () => {
  /** What vitest aborts with when its run is cancelled. */
  const cancelled = () =>
    Object.assign(new Error("The test run was aborted by the user."), { reason: "keyboard-input" });

  it("interrupts the step, which has its say before anything is cleaned up", async () => {
    const order: string[] = [];
    const stop = new AbortController();
    const scenario = newScenario().when("x", "it waits", async ({ lab }) => {
      lab.defer(() => Promise.resolve(void order.push("clean-up")));
      stop.abort(cancelled());
      await new Promise((resolve) => setImmediate(resolve));
      order.push("the step's own");
    });
    const { record } = await perform(scenario, { stop });
    expect(order).toEqual(["the step's own", "clean-up"]);
    expect(record?.steps[0]?.error).toEqual({
      code: "interrupted",
      message: "The run was stopped while this step was under way",
    });
  });

  it("takes a failure for its effect when the news come just after it", async () => {
    const stop = new AbortController();
    const scenario = newScenario().green("it passes", () => {
      setImmediate(() => stop.abort(cancelled()));
      return attempt(false, "killed by SIGINT");
    });
    const { record } = await perform(scenario, { stop });
    expect(record).toMatchObject({ verdict: "broken", steps: [{ error: { code: "interrupted" } }] });
  });

  it.each([
    ["always", "kept"],
    ["on-failure", "clean"],
    ["never", "clean"],
  ] as const)("keeps nothing unless it always keeps: %s", async (keep, verdict) => {
    const stop = new AbortController();
    stop.abort(cancelled());
    const scenario = newScenario().when("x", "it begins", () => Promise.resolve());
    expect((await perform(scenario, { stop, settings: { keep } })).record?.cleanup.verdict).toBe(verdict);
  });
});

describe("clean-up", () => {
  it("that fails is a leak of the unknown; the step's own error stays first", async () => {
    const stderr =
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    const scenario = newScenario().check("it throws", ({ lab }) => {
      lab.defer(() => Promise.reject(new Error("the disposer failed")));
      return Promise.reject(new Error("the step failed"));
    });
    const { record } = await perform(scenario, { docker: [{ when: "*", stderr, exitCode: 1 }] });
    expect(record).toMatchObject({ verdict: "broken", steps: [{ error: { message: "the step failed" } }] });
    expect(record?.error).toBeUndefined();
    expect(record?.cleanup).toMatchObject({
      verdict: "leaked",
      left: [
        "unknown (the disposer failed)",
        `unknown (Talking to Docker: the Docker daemon does not answer: ${stderr})`,
      ],
    });
  });

  it("turns what has passed into broken when something is left", async () => {
    const ps = "c1\ttkglab-x\t20260101-000000-abcdef\tarea/name\t1.2.3\n";
    const docker = [{ when: "ps *", stdout: ps }, ...emptyDocker, { when: "rm *" }];
    const { record } = await perform(
      newScenario().check("it holds", () => Promise.resolve()),
      { docker },
    );
    expect(record).toMatchObject({
      verdict: "broken",
      error: { code: "leak", message: "Cleaning up: still there: container tkglab-x", hint: "tkglab sweep" },
    });
  });
});
