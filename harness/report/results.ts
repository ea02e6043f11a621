import { z } from "zod";
import { HarnessError, messageOf } from "../core/errors.ts";
import { describeMismatch } from "./mismatch.ts";
import { scenarioSchema } from "./scenario-result.ts";
import { countVerdicts, runVerdicts } from "./verdicts.ts";

/** The version of the schema; files of another one are not read. */
const schemaVersion = 1;

const whole = z.int().nonnegative();

const countsSchema = z.strictObject({
  passed: whole,
  failed: whole,
  broken: whole,
  skipped: whole,
  notRun: whole,
});

export const runSchema = z.strictObject({
  id: z.string().min(1),
  startedAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }),
  durationMs: z.number().nonnegative().describe("Milliseconds."),
  tkglabVersion: z.string().min(1),
  command: z.string().describe("The argv of the run, as a person would type it."),
  host: z.strictObject({
    os: z.string(),
    arch: z.string(),
    cpus: whole,
    memoryBytes: whole,
    docker: z.string().describe("The version of the Docker engine."),
    kernel: z.string(),
  }),
  verdict: z.enum(runVerdicts),
  counts: countsSchema,
  notes: z.array(z.string()),
});

/** The shape of results.json, the one truth that every report is a function of. */
export const resultsSchema = z
  .strictObject({
    schemaVersion: z.literal(schemaVersion),
    run: runSchema,
    scenarios: z.array(scenarioSchema),
  })
  .superRefine(({ run, scenarios }, context) => {
    const counted = countVerdicts(scenarios);
    for (const name of countsSchema.keyof().options) {
      if (counted[name] === run.counts[name]) continue;
      context.addIssue({
        code: "custom",
        path: ["run", "counts", name],
        message: `${counted[name]}, as there are scenarios of that verdict`,
      });
    }
    const seen = new Set<string>();
    for (const [index, scenario] of scenarios.entries()) {
      if (seen.has(scenario.id)) {
        context.addIssue({
          code: "custom",
          path: ["scenarios", index, "id"],
          message: "an id that occurs once",
        });
      }
      seen.add(scenario.id);
      for (const [place, { text, matched }] of scenario.proofs.entries()) {
        if (matched === undefined || text.includes(matched)) continue;
        context.addIssue({
          code: "custom",
          path: ["scenarios", index, "proofs", place, "matched"],
          message: "a part of the proof's text",
        });
      }
    }
  });

export type Results = z.infer<typeof resultsSchema>;
export type Run = Results["run"];

/**
 * Takes the text of a results.json, or what was parsed from one, for results.
 * @param name what messages call it, such as its path
 * @throws HarnessError `bad-input` that names object, field path, expected and actual.
 */
export function readResults(source: unknown, name = "results.json"): Results {
  const value = typeof source === "string" ? parse(source, name) : source;
  const outcome = resultsSchema.safeParse(value);
  if (outcome.success) return outcome.data;
  const other = versionOf(value);
  throw new HarnessError({
    code: "bad-input",
    message:
      other === undefined || other === schemaVersion
        ? `Reading ${name}: ${describeMismatch(outcome.error.issues, value)}`
        : `Reading ${name}: its schema version is ${other}, this tkglab reads version ${schemaVersion}`,
    hint: "docs/results.schema.json says what fits",
  });
}

function versionOf(value: unknown): number | undefined {
  const hasVersion = typeof value === "object" && value !== null && "schemaVersion" in value;
  return hasVersion && typeof value.schemaVersion === "number" ? value.schemaVersion : undefined;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HarnessError({
      code: "bad-input",
      message: `Reading ${name}: it is not JSON: ${messageOf(error)}`,
      hint: "docs/results.schema.json says what fits",
      cause: error,
    });
  }
}
