export { answerFrom, type SeenPlace } from "./answer-from-cluster.ts";
export { Explainer, type Finding } from "./explain-text.ts";
export { type Explanation, explanationOf } from "./explanation.ts";
export { type Answer, type Explained, explanationText } from "./explanation-text.ts";
export { readSymptoms } from "./read-symptoms.ts";
export type { Cause, Probe, Symptom } from "./symptom.ts";
