import { z } from "zod";
import { resultsSchema } from "./results.ts";

/** The JSON Schema (draft 2020-12) of results.json; docs/results.schema.json is this, written down. */
export function resultsJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(resultsSchema, { target: "draft-2020-12" }),
    title: "tkglab results.json, version 1",
    description: "What a run of tkglab found. JUnit and HTML reports are functions of this file.",
  };
}

/** The schema as the text of its file. */
export function resultsJsonSchemaText(): string {
  return `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`;
}
