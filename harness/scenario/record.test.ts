import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { HarnessError } from "../core/errors.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type Cleanup, scenarioSchema } from "../report/scenario-result.ts";
import { Scenario } from "./definition.ts";
import { fakeHeader } from "./fake-header.ts";
import { fakeSettings } from "./fake-settings.ts";
import { failureFrom, notYetRun, recordFile, ScenarioRecord } from "./record.ts";

const attempt = { command: "do it", succeeded: true, text: "done" };
const scenario = new Scenario({
  id: "area/name",
  title: "It works",
  seed: "003",
  product: "TKG",
  tags: ["ci"],
  differs: ["it is a simulation"],
  uses: ["kind", "toolbox"],
})
  .given("stage", "the stage", () => Promise.resolve(1))
  .red("it fails", () => Promise.resolve(attempt), { error: /no/ })
  .green("it works", () => Promise.resolve(attempt));

const names = ["stage", "red-1", "green-1"] as const;
const failure = { code: "check", message: "it should fail" };
const broken = { code: "no-docker", message: "Docker is gone" };
const clean: Cleanup = { verdict: "clean", left: [], durationMs: 1 };
const leaked: Cleanup = { verdict: "leaked", left: ["container a", "volume b"], durationMs: 1 };

async function recorded() {
  const folder = await temporaryFolder();
  const settings = fakeSettings(folder.path);
  const record = new ScenarioRecord(scenario, settings);
  return { record, settings, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
async function passAll(record: ScenarioRecord): Promise<void> {
  for (const name of names) await record.step(name, { verdict: "passed", durationMs: 5 });
}

describe("a record", () => {
  it("is on disk after every change, whole, in the shape of the report", async () => {
    await using one = await recorded();
    const { record, settings } = one;
    const read = async () =>
      scenarioSchema.parse(JSON.parse(await readFile(recordFile(settings.recordsDir, "area/name"), "utf8")));
    await record.step("stage", { verdict: "passed", durationMs: 5 });
    expect((await read()).steps.map(({ verdict }) => verdict)).toEqual(["passed", "not-run", "not-run"]);
    const proof = { color: "red", step: "red-1", command: "do it", text: "no" } as const;
    await record.proof(proof);
    const evidence = { name: "a.log", path: "evidence/a.log", mediaType: "text/plain", bytes: 1 };
    await record.evidence([evidence]);
    await record.evidence([evidence]);
    const result = await read();
    expect(result).toMatchObject({ id: "area/name", proofs: [proof], evidence: [evidence, evidence] });
    expect(result.startedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await readdir(settings.recordsDir)).toEqual(["area__name.json"]);
  });

  it("carries the versions of what it uses, where they are known", async () => {
    await using folder = await temporaryFolder();
    const kind = { name: "kind", version: "kind v0.30.0" };
    const other = { name: "harbor", version: "Harbor-like registry" };
    const settings = fakeSettings(folder.path, { versions: { kind, harbor: other } });
    expect(new ScenarioRecord(scenario, settings).result.versions).toEqual([kind]);
  });

  it("is called by its number where a run repeats it", async () => {
    await using folder = await temporaryFolder();
    const settings = fakeSettings(folder.path, { idSuffix: "#2" });
    expect(new ScenarioRecord(scenario, settings).result.id).toBe("area/name#2");
  });
});

describe("its verdict", () => {
  it("is passed when every step has passed and nothing is left", async () => {
    await using one = await recorded();
    await passAll(one.record);
    await one.record.finish(clean, []);
    expect(one.record.result).toMatchObject({ verdict: "passed", cleanup: clean });
    expect(one.record.result).not.toHaveProperty("error");
    expect(one.record.result).not.toHaveProperty("howToReach");
  });

  it("is failed when a check did not hold", async () => {
    await using one = await recorded();
    await one.record.step("stage", { verdict: "passed", durationMs: 5 });
    await one.record.step("red-1", { verdict: "failed", error: failure });
    await one.record.finish(clean, []);
    expect(one.record.result.verdict).toBe("failed");
  });

  it("is broken when a step broke, whatever failed before it", async () => {
    await using one = await recorded();
    await one.record.step("red-1", { verdict: "failed", error: failure });
    await one.record.step("green-1", { verdict: "broken", error: broken });
    await one.record.finish(clean, []);
    expect(one.record.result.verdict).toBe("broken");
  });

  it("is broken when it was cut off before its last step", async () => {
    await using one = await recorded();
    await one.record.step("stage", { verdict: "passed", durationMs: 5 });
    await one.record.finish(clean, []);
    expect(one.record.result.verdict).toBe("broken");
  });

  it("is broken when something is left behind, which it names", async () => {
    await using one = await recorded();
    await passAll(one.record);
    await one.record.finish(leaked, []);
    expect(one.record.result).toMatchObject({
      verdict: "broken",
      error: {
        code: "leak",
        message: "Cleaning up: still there: container a, volume b",
        hint: "tkglab sweep",
      },
    });
  });

  it("is broken by a leak after a failed check, whose error stays the first", async () => {
    await using one = await recorded();
    await one.record.step("red-1", { verdict: "failed", error: failure });
    await one.record.finish(leaked, []);
    expect(one.record.result).toMatchObject({ verdict: "broken", cleanup: leaked });
    expect(one.record.result).not.toHaveProperty("error");
  });

  it("stays passed when everything is kept, and says how to reach it", async () => {
    await using one = await recorded();
    await passAll(one.record);
    const kept: Cleanup = { verdict: "kept", left: ["cluster c"], durationMs: 0 };
    await one.record.finish(kept, ["export KUBECONFIG=x"]);
    expect(one.record.result).toMatchObject({
      verdict: "passed",
      cleanup: kept,
      howToReach: ["export KUBECONFIG=x"],
    });
  });
});

describe("notYetRun", () => {
  it("carries the row of the matrix, in its id and as a field", () => {
    const varying = new Scenario({ ...fakeHeader, varies: ["containerd"] });
    const row = notYetRun(varying.inCell({ containerd: "2.2" }), { idSuffix: "#2" });
    expect(row).toMatchObject({ id: "area/name@containerd-2.2#2", cell: { containerd: "2.2" } });
    expect(scenarioSchema.parse(row)).toEqual(row);
    expect(notYetRun(varying.inCell({}), { idSuffix: "" })).not.toHaveProperty("cell");
  });

  it("is a result of the report's shape in which nothing has happened", () => {
    const result = notYetRun(scenario, { idSuffix: "" });
    expect(scenarioSchema.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      verdict: "not-run",
      durationMs: 0,
      proofs: [],
      differs: ["it is a simulation"],
    });
    expect(result.steps.map(({ name, verdict }) => [name, verdict])).toEqual(
      names.map((name) => [name, "not-run"]),
    );
  });
});

describe("failureFrom", () => {
  it("keeps code, message and hint of an error of ours, and no stack", () => {
    const error = new HarnessError({
      code: "interrupted",
      message: "Stopped by SIGINT",
      hint: "tkglab sweep",
    });
    expect(failureFrom(error)).toEqual({
      code: "interrupted",
      message: "Stopped by SIGINT",
      hint: "tkglab sweep",
    });
    expect(failureFrom(new HarnessError({ code: "check", message: "m" }))).toEqual({
      code: "check",
      message: "m",
    });
  });

  it("takes an assertion for a check, and the colours out of its words", () => {
    const assertion = Object.assign(new Error("expected \u001b[32m1\u001b[39m to be 2"), {
      name: "AssertionError",
    });
    expect(failureFrom(assertion)).toEqual({ code: "check", message: "expected 1 to be 2" });
  });

  it("takes everything else for a fault of the harness, with its stack where it has one", () => {
    expect(failureFrom(new TypeError("x is undefined"))).toEqual({
      code: "internal",
      message: "x is undefined",
      stack: expect.stringContaining("record.test.ts") as string,
    });
    expect(failureFrom("a text")).toEqual({ code: "internal", message: "a text" });
  });
});
