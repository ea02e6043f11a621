import { describe, expect, it } from "vitest";
import { sampleNights, sampleRun } from "./sample-trend.ts";
import { exitCodeOfTrend, trendOf } from "./trend.ts";

const exitCode = (letters: Readonly<Record<string, string>>) =>
  exitCodeOfTrend(trendOf(sampleNights(letters), 30));

describe("trendOf", () => {
  it("has a scenario's verdicts run by run, by id", () => {
    const { scenarios, runs, newest } = trendOf(sampleNights({ "b/x": "pf-p", "a/y": "--sp" }), 30);
    expect(runs.map(({ id }) => id)).toEqual(["run-00", "run-01", "run-02", "run-03"]);
    expect(newest).toEqual(runs.at(-1));
    expect(scenarios).toMatchObject([
      { id: "a/y", verdicts: [[], [], ["skipped"], ["passed"]], passed: 1, ran: 1, newIn: 2 },
      { id: "b/x", verdicts: [["passed"], ["failed"], [], ["passed"]], passed: 2, ran: 3 },
    ]);
  });

  it("puts the turns of a repeated scenario together", () => {
    const run = sampleRun(0, [
      { id: "a/b#1", verdict: "passed", took: 10 },
      { id: "a/b#2", verdict: "failed", took: 99 },
      { id: "a/b#3", verdict: "passed", took: 20 },
    ]);
    expect(trendOf([run], 30).scenarios).toMatchObject([
      {
        ...{ id: "a/b", verdicts: [["passed", "failed", "passed"]], passed: 2, ran: 3 },
        times: { median: 15_000 },
        stability: { kind: "flaky" },
      },
    ]);
  });

  it("says what went wrong the last time, in one line", () => {
    const [scenario] = trendOf(sampleNights({ "a/b": "pf" }), 30).scenarios;
    expect(scenario?.stability).toMatchObject({
      lastBad: { error: expect.stringMatching(/^PackageRepository tkglab\/sample [^\n]*$/) as unknown },
    });
  });

  it("cuts a line that would be longer than what is said of it", () => {
    const run = sampleRun(0, [{ id: "a/b", verdict: "failed" }]);
    const error = { code: "check", message: "x".repeat(1000) };
    for (const scenario of run.results.scenarios) Object.assign(scenario, { error });
    const [scenario] = trendOf([run], 30).scenarios;
    expect(scenario?.stability).toMatchObject({ lastBad: { error: `${"x".repeat(280)}…` } });
  });

  it("tells a machine that broke from scenarios that did", () => {
    const { scenarios } = trendOf(sampleNights({ "a/b": "pbp", "a/c": "pbp", "a/d": "psp" }), 30);
    expect(scenarios.map(({ stability }) => stability.kind)).toEqual(["steady", "steady", "steady"]);
    const [alone] = trendOf(sampleNights({ "a/b": "pbp" }), 30).scenarios;
    expect(alone?.stability.kind).toBe("flaky");
  });

  it("refuses to be made of nothing", () => {
    expect(() => trendOf([], 30)).toThrow("Making the trend: there are no runs");
  });
});

describe("exitCodeOfTrend", () => {
  it.each([
    [0, { "a/b": "pp", "a/c": "ps" }],
    [0, { "a/b": "fp", "a/c": "pp" }],
    [1, { "a/b": "pf", "a/c": "pp" }],
    [1, { "a/b": "pfp", "a/c": "ppp" }],
    [2, { "a/b": "pb", "a/c": "pp" }],
    [1, { "a/b": "pb", "a/c": "pf" }],
    [1, { "a/b": "pfpb", "a/c": "pppp" }],
    [2, { "a/b": "pb", "a/c": "pb" }],
  ])("is %i for %j", (code, letters) => {
    expect(exitCode(letters)).toBe(code);
  });

  it("forgets a flaky scenario that is gone, and one whose bad turn is out of sight", () => {
    expect(exitCode({ "a/b": "pfp-", "a/c": "pppp" })).toBe(0);
    const runs = sampleNights({ "a/b": "pfpp" });
    expect(exitCodeOfTrend(trendOf(runs, 4))).toBe(1);
    expect(exitCodeOfTrend(trendOf(runs, 2))).toBe(0);
  });

  it("is 2 where the newest run broke beside its scenarios", () => {
    const run = sampleRun(0, [{ id: "a/b", verdict: "passed" }]);
    run.results.run.verdict = "broken";
    expect(exitCodeOfTrend(trendOf([run], 30))).toBe(2);
  });
});
