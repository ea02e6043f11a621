import { describe, expect, it } from "vitest";
import { systemClock } from "../core/clock.ts";
import { readResults, type ScenarioResult } from "../report/index.ts";
import { Scenario } from "../scenario/definition.ts";
import { fakeHeader } from "../scenario/fake-header.ts";
import { notYetRun } from "../scenario/record.ts";
import { type AssembleInput, assembleResults } from "./assemble-results.ts";

const blank = notYetRun(new Scenario(fakeHeader), { idSuffix: "" });

function assemble(verdict: ScenarioResult["verdict"], more: Partial<AssembleInput> = {}) {
  return assembleResults({
    runId: "20260101-000000-abcdef",
    start: { at: new Date(systemClock.now()), elapsed: systemClock.elapsed() },
    command: ["tkglab", "run", "name"],
    scenarios: [{ ...blank, verdict }],
    notes: ["a note"],
    isBroken: false,
    docker: "28.2.2",
    ...more,
  });
}

describe("assembleResults", () => {
  it("fits the schema, and says what ran where", async () => {
    const results = await assemble("passed");
    expect(readResults(JSON.stringify(results))).toEqual(results);
    expect(results.run).toMatchObject({
      id: "20260101-000000-abcdef",
      command: "tkglab run name",
      verdict: "passed",
      counts: { passed: 1, failed: 0, broken: 0 },
      notes: ["a note"],
      host: { docker: "28.2.2", arch: process.arch },
    });
  });

  it("is as bad as its worst scenario, and broken when something broke that is none's", async () => {
    expect((await assemble("failed")).run.verdict).toBe("failed");
    expect((await assemble("passed", { isBroken: true })).run.verdict).toBe("broken");
  });

  it("says of a Docker that does not answer that it does not", async () => {
    expect((await assemble("passed", { docker: undefined })).run.host.docker).toBe("does not answer");
  });
});
