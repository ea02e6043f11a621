import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { pattern } from "./pattern.ts";
import { readSymptoms } from "./read-symptoms.ts";

const symptoms = readSymptoms();
const ids = symptoms.map(({ id }) => id);
const scenarios = globSync("scenarios/*/*.scenario.ts", { cwd: packageRoot }).map((file) =>
  file.replace(/^scenarios\/(.*)\.scenario\.ts$/, "$1"),
);

it("has the thirty of the field's list", () => {
  const listed = Array.from({ length: 30 }, (_, index) => `N${String(index + 1).padStart(2, "0")}`);
  expect(ids.filter((id) => id.startsWith("N"))).toEqual(listed);
  expect(new Set(ids).size).toBe(ids.length);
});

const redSteps = globSync("scenarios/*/*.ts", { cwd: packageRoot })
  .map((file) => readFileSync(join(packageRoot, file), "utf8"))
  .join("\n");

it("is tested by a red step wherever a scenario shows it by words of its own", () => {
  const own = symptoms.filter(
    ({ says, vague, heardAs, unproduced }) =>
      says.length > 0 && vague !== true && heardAs === undefined && unproduced === undefined,
  );
  expect(own.map(({ id }) => id).filter((id) => !redSteps.includes(`"${id}"`))).toEqual([]);
  const named = new Set([...redSteps.matchAll(/"([NP]\d\d)"/g)].map(([, id = ""]) => id));
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
});

const fields = [
  "id",
  "title",
  "speaker",
  "says",
  "vague",
  "heardAs",
  "probe",
  "causes",
  "sources",
  "unproduced",
];
const causeFields = ["is", "when", "cure", "scenario", "place", "state"];

describe.each(symptoms.map((symptom) => [symptom.id, symptom] as const))("%s", (_id, symptom) => {
  it("has what every symptom has, and nothing else", () => {
    expect(Object.keys(symptom).filter((field) => !fields.includes(field))).toEqual([]);
    const { id, title, speaker, says, causes, sources } = symptom;
    expect(id).toMatch(/^[NP]\d\d$/);
    for (const text of [title, speaker, ...sources]) expect(text).toEqual(expect.stringMatching(/\S/));
    expect(sources.length).toBeGreaterThan(0);
    expect(says.every((one) => typeof one === "string")).toBe(true);
    expect(causes.length).toBeGreaterThan(0);
    for (const cause of causes) {
      expect(Object.keys(cause).filter((field) => !causeFields.includes(field))).toEqual([]);
      expect([typeof cause.is, typeof cause.cure]).toEqual(["string", "string"]);
      expect(cause.state === undefined).toBe(cause.place === undefined);
    }
  });

  it("is heard somehow, by patterns that are ones", () => {
    for (const source of symptom.says) expect(() => pattern(source)).not.toThrow();
    if (symptom.says.length === 0) expect(symptom.heardAs).toBeDefined();
    if (symptom.heardAs !== undefined) expect(ids).toContain(symptom.heardAs);
  });

  it("tells several causes apart", () => {
    const { causes, probe } = symptom;
    if (causes.length < 2) return;
    expect(probe).toBeDefined();
    for (const cause of causes) expect(cause.when, cause.is).toBeDefined();
  });

  it("is shown by a scenario that is there, or says why by none", () => {
    const shown = symptom.causes.flatMap(({ scenario }) => scenario ?? []);
    expect(shown.filter((id) => !scenarios.includes(id))).toEqual([]);
    expect(shown.length > 0 ? undefined : (symptom.unproduced ?? "")).not.toBe("");
    expect(shown.length > 0 && symptom.unproduced !== undefined).toBe(false);
  });
});
