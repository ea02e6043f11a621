export { gatherEvidence, type EvidenceSource } from "./gather-evidence.ts";
export { toHtml } from "./html/page.ts";
export { toJunit } from "./junit.ts";
export { mergeResults } from "./merge-results.ts";
export { resultsJsonSchema, resultsJsonSchemaText } from "./results-json-schema.ts";
export { readResults, resultsSchema, type Results, type Run } from "./results.ts";
export {
  failureOf,
  splitId,
  type Cleanup,
  type Evidence,
  type Explained,
  type Failure,
  type Proof,
  type ScenarioResult,
  type StepResult,
  type Table,
} from "./scenario-result.ts";
export {
  countVerdicts,
  exitCodeOfVerdicts,
  verdictOfRun,
  type RunVerdict,
  type StepVerdict,
  type Verdict,
  type VerdictCounts,
} from "./verdicts.ts";
export {
  exitCodeOfTrend,
  type RunReport,
  toTrendHtml,
  type Trend,
  trendOf,
  trendText,
} from "./trend/index.ts";
export { writeReport, type WrittenReport } from "./write-report.ts";
