import { z } from "zod";
import { stepVerdicts, verdicts } from "./verdicts.ts";

const milliseconds = z.number().nonnegative().describe("Milliseconds.");
const sentence = z.string().min(1);

/** A colon or a backslash in a path breaks uploads of CI artefacts; `..` would lead out of the report. */
const insideReport = /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\:\p{Cc}\p{Cs}]+$/u;

/** What went wrong, as people get to read it. */
export const failureSchema = z.strictObject({
  code: z.string().min(1).describe("The code of the error, such as check, timeout or no-docker."),
  message: z.string().describe("Doing what: what happened; last seen."),
  hint: z.string().optional().describe("One command to run or one file to look at."),
  stack: z.string().optional(),
});

export const stepSchema = z.strictObject({
  kind: z.enum(["given", "red", "when", "green", "check"]),
  name: z.string().min(1),
  title: sentence,
  verdict: z.enum(stepVerdicts),
  durationMs: milliseconds,
  error: failureSchema.optional(),
  log: z.array(z.string()).optional().describe("What was done, line by line."),
});

const symptomId = z.string().regex(/^[NP]\d\d$/);

/** What `tkglab explain` says of a failure. */
export const explainedSchema = z.strictObject({
  symptom: symptomId,
  title: sentence,
  cause: sentence.describe("The likeliest one."),
  cure: sentence,
});

export const proofSchema = z.strictObject({
  color: z
    .enum(["red", "green"])
    .describe("red: it fails before the procedure; green: it passes afterwards."),
  step: z.string().min(1).describe("The name of the step that the proof comes from."),
  command: z.string().min(1).describe("The operation, ready to paste."),
  text: z.string().describe("What the operation said, to the letter."),
  expected: z.string().min(1).optional().describe("The source of the regular expression it had to match."),
  matched: z.string().min(1).optional().describe("The part of text that matched; absent where nothing did."),
  symptom: symptomId.optional().describe("What it is a case of, by docs/symptoms.md."),
});

export const evidenceSchema = z.strictObject({
  name: sentence,
  path: z
    .string()
    .regex(insideReport)
    .describe("Relative to the folder of the report, with forward slashes."),
  mediaType: z.string().min(1),
  bytes: z.int().nonnegative(),
});

/** What a scenario found, where one verdict does not tell it all: a row for each fault, say. */
export const tableSchema = z.strictObject({
  title: sentence,
  columns: z.array(sentence).min(1),
  rows: z.array(z.array(z.string())).describe("As many cells as there are columns."),
});

export const cleanupSchema = z.strictObject({
  verdict: z.enum(["clean", "leaked", "kept", "not-run"]),
  left: z.array(z.string()).describe("What is still there: containers, networks, volumes, files."),
  durationMs: milliseconds,
});

export const scenarioSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[!-.0-~]+\/[!-.0-~]+$/)
    .describe("<area>/<name>; of a row of the matrix <area>/<name>@<axis>-<value>,..."),
  title: sentence,
  seed: z
    .string()
    .regex(/^\d{3}$/)
    .describe("The source document whose procedure it carries out."),
  product: z.string().min(1),
  tags: z.array(z.string().min(1)),
  differs: z.array(sentence).describe("Where the simulation ends."),
  cell: z
    .record(z.string().min(1), z.string().min(1))
    .optional()
    .describe("Of a run with --matrix: what this row of it ran with, as its id says too."),
  verdict: z.enum(verdicts),
  reason: sentence.optional().describe("Why it was skipped or not run."),
  startedAt: z.iso.datetime({ offset: true }).optional().describe("Absent where it was never begun."),
  durationMs: milliseconds,
  versions: z.array(
    z.strictObject({
      name: z.string().min(1),
      version: z.string().min(1),
      digest: z.string().min(1).optional(),
    }),
  ),
  steps: z.array(stepSchema),
  proofs: z.array(proofSchema),
  tables: z.array(tableSchema).optional().describe("What it found, row by row."),
  error: failureSchema.optional(),
  explained: z
    .array(explainedSchema)
    .optional()
    .describe("Of a scenario that did not pass: the symptoms in what it saw."),
  evidence: z.array(evidenceSchema),
  cleanup: cleanupSchema,
  howToReach: z.array(z.string()).optional().describe("How to use what was kept."),
});

export type Failure = z.infer<typeof failureSchema>;
export type StepResult = z.infer<typeof stepSchema>;
export type Explained = z.infer<typeof explainedSchema>;
export type Proof = z.infer<typeof proofSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Table = z.infer<typeof tableSchema>;
export type Cleanup = z.infer<typeof cleanupSchema>;
export type ScenarioResult = z.infer<typeof scenarioSchema>;

/** The error of a scenario: its own, or else that of the first step that has one. */
export function failureOf(scenario: ScenarioResult): Failure | undefined {
  return scenario.error ?? scenario.steps.find((step) => step.error !== undefined)?.error;
}

/** The two halves of a scenario's id. */
export function splitId(id: string): { readonly area: string; readonly name: string } {
  const slash = id.indexOf("/");
  return { area: id.slice(0, slash), name: id.slice(slash + 1) };
}
