import { describe, expect, it } from "vitest";
import { readEnvironment } from "./contract-environment.ts";
import { countGo, readGoEvents } from "./go-tests.ts";
import { orBroken } from "./part.ts";
import { tailOf } from "./evidence-tails.ts";
import { countVerdicts, describeBadScenario, readVerdicts } from "./scenarios.ts";
import { failedScenario } from "../../harness/report/sample-failed.ts";
import { countVitest } from "./vitest.ts";

describe("orBroken", () => {
  it("makes a bad end without a failed test one failure", () => {
    expect(orBroken({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(orBroken({ passed: 5, failed: 0 }, null)).toEqual({ passed: 5, failed: 1 });
  });

  it("does not count a failure twice, nor invent one", () => {
    expect(orBroken({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
    expect(orBroken({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
  });
});

describe("countVitest", () => {
  const file = (status: string, ...tests: readonly string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it("counts tests, and a file that did not load as one failure", () => {
    const testResults = [
      file("passed", "passed", "passed"),
      file("failed", "passed", "failed"),
      file("failed"),
    ];
    expect(countVitest(JSON.stringify({ numPassedTests: 3, numFailedTests: 1, testResults }))).toEqual({
      passed: 3,
      failed: 2,
    });
  });
});

describe("countGo", () => {
  it("counts tests, not their cases nor packages", () => {
    const lines = [
      '{"Action":"run","Test":"TestA"}',
      '{"Action":"pass","Test":"TestA/one"}',
      '{"Action":"pass","Test":"TestA"}',
      '{"Action":"fail","Test":"TestB"}',
      '{"Action":"skip","Test":"TestC"}',
      '{"Action":"fail","Package":"x"}',
      "go: downloading something",
    ];
    expect(countGo(readGoEvents(lines.join("\n")))).toEqual({ passed: 1, failed: 1 });
  });
});

describe("countVerdicts", () => {
  it("takes a broken scenario for a failure, and leaves out those that did not run", () => {
    const verdicts = ["passed", "passed", "failed", "broken", "skipped", "not-run"] as const;
    expect(countVerdicts(verdicts.map((verdict) => ({ verdict })))).toEqual({ passed: 2, failed: 2 });
  });

  it("has nothing to count where nothing was printed", async () => {
    expect(await readVerdicts("")).toBeUndefined();
  });
});

describe("describeBadScenario", () => {
  it("says what happened and what to do", async () => {
    expect(
      await describeBadScenario({
        ...failedScenario,
        verdict: "broken",
        id: "tkg/new-cluster-photon",
        error: { code: "timeout", message: "Waiting for it\nlast seen: nothing", hint: "look again" },
      }),
    ).toBe(
      "broken: tkg/new-cluster-photon\n  Waiting for it\n  last seen: nothing\n  what to do: look again\n",
    );
  });
});

describe("tailOf", () => {
  it("keeps the last lines, and of each what a log can bear", () => {
    const text = [...Array.from({ length: 9 }, (_, line) => `line ${line}`), "x".repeat(1000)].join("\n");
    expect(tailOf(text)).toBe(`line 4\nline 5\nline 6\nline 7\nline 8\n${"x".repeat(240)}\n`);
  });
});

describe("readEnvironment", () => {
  it("reads assignments, and nothing else", () => {
    expect(readEnvironment("# tools\nTKGLAB_KIND=/a b/kind\nEMPTY=\nA=b=c\nnot one\n")).toEqual({
      TKGLAB_KIND: "/a b/kind",
      EMPTY: "",
      A: "b=c",
    });
  });
});
