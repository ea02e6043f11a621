import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { resultsJsonSchemaText } from "./results-json-schema.ts";
import { sampleResults } from "./sample-results.ts";

const published = await readFile(new URL("../../docs/results.schema.json", import.meta.url), "utf8");

describe("docs/results.schema.json", () => {
  it("is up to date: node scripts/write-schema.ts writes it anew", () => {
    expect(published).toBe(resultsJsonSchemaText());
  });

  it("fits the sample and not what differs from it", () => {
    const schema: unknown = JSON.parse(published);
    if (typeof schema !== "object" || schema === null) throw new Error("the schema is not an object");
    // The formats of the times come with patterns that say the same.
    const fits = new Ajv2020({ validateFormats: false }).compile(schema);
    const sample = sampleResults();
    expect(fits(sample), JSON.stringify(fits.errors)).toBe(true);
    expect(fits({ ...sample, schemaVersion: 2 })).toBe(false);
    expect(fits({ ...sample, mood: "good" })).toBe(false);
    expect(fits({ ...sample, run: { ...sample.run, startedAt: "yesterday" } })).toBe(false);
    expect(fits({ ...sample, scenarios: [{ ...sample.scenarios[0], id: "no-area" }] })).toBe(false);
  });
});
