import { plainText } from "../report/plain-text.ts";
import type { Explanation } from "./explanation.ts";
import type { Cause } from "./symptom.ts";

/** How much of a message is repeated: its end, which says what is wrong. */
const longest = 300;

/** An explanation with what belongs to it. */
export interface Explained extends Explanation {
  /** Of a results.json: where it was met. */
  readonly scenario?: string | undefined;
  readonly answer?: Answer | undefined;
}

/** Explanations for people, and a sentence where there is none. */
export function explanationText(explained: readonly Explained[]): string {
  if (explained.length === 0) {
    return "Nothing in this text is a symptom that tkglab knows. What it knows: docs/symptoms.md\n";
  }
  return `${explained.map((one) => linesOf(one).join("\n")).join("\n\n")}\n`;
}

/** What a cluster at hand has said. */
export interface Answer {
  /** Of `causes`, from 0; undefined when what was seen fits none. */
  readonly cause: number | undefined;
  /** What was seen there, a line each. */
  readonly seen: readonly string[];
}

function linesOf(explained: Explained): string[] {
  const { id, title, speaker, message, probe, causes, alsoHeard, sources, scenario, answer } = explained;
  return [
    ...(scenario === undefined ? [] : [`scenario: ${scenario}`]),
    `${id}  ${title}`,
    `said by: ${speaker}`,
    `message: ${shortened(plainText(message))}`,
    ...(answer === undefined ? [] : answerLines(answer, causes)),
    ...(probe === undefined ? [] : [`to tell apart, ${probe.where}:`, `  ${probe.run}`]),
    ...(causes.length > 1 ? ["causes, the most likely first:"] : ["cause:"]),
    ...causes.flatMap((cause, index) => causeLines(cause, index)),
    ...(alsoHeard.length === 0
      ? []
      : [`the same words: ${alsoHeard.map((other) => `${other.id} (${other.title})`).join(", ")}`]),
    `known from: ${sources.join(", ")}`,
  ];
}

/** One line, whatever a terminal would make of it. */
function shortened(message: string): string {
  const line = message.replaceAll("\n", " ");
  return line.length > longest ? `… ${line.slice(-longest)}` : line;
}

function answerLines({ cause, seen }: Answer, causes: readonly Cause[]): string[] {
  const found = cause === undefined ? undefined : causes[cause];
  return [
    ...seen.map((line) => `seen: ${line}`),
    found === undefined
      ? "answer: none of these causes shows in the cluster; run the command below"
      : `answer: ${found.is}\n  cure: ${found.cure}`,
  ];
}

function causeLines({ is, when, cure, scenario }: Cause, index: number): string[] {
  return [
    `  ${index + 1}. ${is}`,
    ...(when === undefined ? [] : [`     if ${when}`]),
    `     cure: ${cure}`,
    ...(scenario === undefined ? [] : [`     reproduce: tkglab run ${scenario}`]),
  ];
}
