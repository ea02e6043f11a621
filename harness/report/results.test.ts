import { describe, expect, it } from "vitest";
import { HarnessError } from "../core/errors.ts";
import { readResults } from "./results.ts";
import { sampleResults } from "./sample-results.ts";

/** The message for the sample after a change to it, as parsed from JSON: whatever a file may hold. */
function refusal(change: (sample: ReturnType<typeof sampleResults>) => unknown): string {
  const sample = sampleResults();
  return refusalOf(change(sample) ?? sample);
}

function refusalOf(source: unknown): string {
  try {
    readResults(source);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    expect(error.code).toBe("bad-input");
    expect(error.hint).toBe("docs/results.schema.json says what fits");
    return error.message;
  }
  return "it was taken";
}

describe("readResults", () => {
  it("takes what fits, parsed or as text", () => {
    const sample = sampleResults();
    expect(readResults(sample)).toEqual(sample);
    expect(readResults(JSON.stringify(sample))).toEqual(sample);
  });

  it("names the scenario, the field, what was expected and what is there", () => {
    const message = refusal((sample) => {
      Object.assign(sample.scenarios[1] ?? {}, { verdict: "grren" });
    });
    expect(message.split("\n")[0]).toBe(
      "Reading results.json: scenarios[1] (kapp-controller/ca-in-config) verdict: " +
        'expected "passed" or "failed" or "broken" or "skipped" or "not-run"; actual "grren"',
    );
  });

  it("refuses fields that nobody knows", () => {
    expect(refusal((sample) => ({ ...sample, run: { ...sample.run, mood: "good" } }))).toBe(
      'Reading results.json: run: expected no other fields; actual "mood"',
    );
  });

  it("refuses another version of the schema, whatever else is other about it", () => {
    expect(refusal((sample) => ({ ...sample, schemaVersion: 2 }))).toBe(
      "Reading results.json: its schema version is 2, this tkglab reads version 1",
    );
    expect(refusalOf({ schemaVersion: 0, runs: [] })).toBe(
      "Reading results.json: its schema version is 0, this tkglab reads version 1",
    );
  });

  it("calls the file as it is told to", () => {
    expect(() => readResults("{", "a/results.json")).toThrow(/^Reading a\/results\.json: it is not JSON: /);
    expect(() => readResults([], "a/results.json")).toThrow(
      "Reading a/results.json: the whole file: expected object; actual an array of 0",
    );
  });

  it("shows three mismatches and counts the rest", () => {
    expect(refusalOf({})).toBe(
      "Reading results.json: schemaVersion: expected 1; actual nothing\n" +
        "run: expected object; actual nothing\n" +
        "scenarios: expected array; actual nothing",
    );
    const host = { os: 1, arch: 2, cpus: -1, memoryBytes: 0.5, docker: [], kernel: { a: 1 } };
    expect(refusal((sample) => ({ ...sample, run: { ...sample.run, host } }))).toBe(
      "Reading results.json: run.host.os: expected string; actual 1\n" +
        "run.host.arch: expected string; actual 2\n" +
        "run.host.cpus: expected at least 0; actual -1\n" +
        "and 3 more",
    );
  });

  it("refuses what is not JSON or not an object", () => {
    expect(refusalOf("{")).toMatch(/^Reading results\.json: it is not JSON: /);
    expect(refusalOf("[]")).toBe(
      "Reading results.json: the whole file: expected object; actual an array of 0",
    );
  });

  it("refuses a time that is none", () => {
    expect(refusal((sample) => ({ ...sample, run: { ...sample.run, startedAt: "yesterday" } }))).toBe(
      'Reading results.json: run.startedAt: expected an ISO datetime; actual "yesterday"',
    );
  });

  it.each([
    "/etc/passwd",
    "../other/log.txt",
    "a/../../b",
    "a\\b",
    "file:///x",
    "javascript:alert(1)",
    "a\u0000b",
  ])("refuses evidence outside the report: %j", (path) => {
    const message = refusal((sample) => {
      sample.scenarios[0]?.evidence.push({ name: "log", path, mediaType: "text/plain", bytes: 1 });
    });
    expect(message).toContain(
      "scenarios[0] (containerd/photon-node-by-ssh) evidence[0].path: expected text like",
    );
  });

  it("takes evidence with dots and spaces in its name", () => {
    const sample = sampleResults();
    sample.scenarios[0]?.evidence.push({
      name: "log",
      path: "a/..b c/.d..txt",
      mediaType: "text/plain",
      bytes: 1,
    });
    expect(readResults(sample)).toEqual(sample);
  });

  it("refuses an id that occurs twice", () => {
    const message = refusal((sample) => {
      sample.scenarios.push(...sample.scenarios.slice(0, 1));
      sample.run.counts.passed += 1;
    });
    expect(message).toBe(
      "Reading results.json: scenarios[5] (containerd/photon-node-by-ssh) id: " +
        'expected an id that occurs once; actual "containerd/photon-node-by-ssh"',
    );
  });

  it("refuses counts that the scenarios do not bear out", () => {
    expect(refusal((sample) => void (sample.run.counts.passed = 7))).toBe(
      "Reading results.json: run.counts.passed: expected 1, as there are scenarios of that verdict; actual 7",
    );
  });

  it("refuses a match that the proof's text does not hold", () => {
    const message = refusal((sample) => {
      Object.assign(sample.scenarios[0]?.proofs[1] ?? {}, { matched: "Bye" });
    });
    expect(message).toBe(
      "Reading results.json: scenarios[0] (containerd/photon-node-by-ssh) proofs[1].matched: " +
        'expected a part of the proof\'s text; actual "Bye"',
    );
  });
});
