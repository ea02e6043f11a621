import { messagesIn } from "./messages.ts";
import { pattern } from "./pattern.ts";
import type { Symptom } from "./symptom.ts";

/** A symptom that was found in a text. */
export interface Finding {
  readonly symptom: Symptom;
  /** The message in which it was found: the first of several. */
  readonly message: string;
  /** What the message names: `host` and so on. */
  readonly names: Readonly<Record<string, string>>;
  /** Other symptoms that have these words. */
  readonly alsoHeard: readonly Symptom[];
}

interface SymptomPattern {
  readonly symptom: Symptom;
  readonly regExp: RegExp;
  /** Only a message with `x509: ` can match; most have none, and that is quick to see. */
  readonly ofX509: boolean;
}

function isOfX509(source: string): boolean {
  return /\{(?:x509|unknown)\}/.test(source);
}

/** Finds symptoms in texts. */
export class Explainer {
  readonly #symptoms: readonly Symptom[];
  readonly #patterns: readonly SymptomPattern[];

  constructor(symptoms: readonly Symptom[]) {
    this.#symptoms = symptoms;
    this.#patterns = symptoms.flatMap((symptom) =>
      symptom.says.map((source) => ({ symptom, regExp: pattern(source), ofX509: isOfX509(source) })),
    );
  }

  /** The symptoms in a text, each once, in the order in which they come; of one message the most specific only. */
  explain(text: string): readonly Finding[] {
    const found = new Map<string, Finding>();
    for (const message of messagesIn(text)) {
      const finding = this.#explainMessage(message);
      if (finding !== undefined && !found.has(finding.symptom.id)) found.set(finding.symptom.id, finding);
    }
    return [...found.values()];
  }

  /** The pattern that knows most of a message counts: the one that explains the longest part of it; a vague one only alone. */
  #explainMessage(message: string): Finding | undefined {
    const hasX509 = message.includes("x509: ");
    const matches = this.#patterns.flatMap(({ symptom, regExp, ofX509 }) => {
      const match = ofX509 && !hasX509 ? null : regExp.exec(message);
      return match === null ? [] : [{ symptom, match }];
    });
    const telling = matches.filter((one) => one.symptom.vague !== true);
    const [best] = (telling.length > 0 ? telling : matches).toSorted(
      (one, other) => other.match[0].length - one.match[0].length,
    );
    if (best === undefined) return undefined;
    const { symptom, match } = best;
    // as: groups of alternatives that did not take part are undefined
    const groups = Object.entries((match.groups ?? {}) as Readonly<Record<string, string | undefined>>);
    const named = groups.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    return {
      symptom,
      message,
      names: Object.fromEntries(named),
      alsoHeard: this.#symptoms.filter(({ heardAs }) => heardAs === symptom.id),
    };
  }
}
