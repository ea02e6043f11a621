import type { Attempt } from "../core/attempt.ts";
import type { AssetId } from "../assets/index.ts";
import { HarnessError } from "../core/errors.ts";
import type { Lab } from "./lab/lab.ts";

/** What a scenario is, apart from what it does. */
export interface ScenarioHeader {
  /** `<area>/<name>`, as its file is called. */
  readonly id: string;
  /** One sentence that holds when the scenario passes. */
  readonly title: string;
  /** The source document whose procedure it carries out, as three digits. */
  readonly seed: string;
  /** The product that it stands for. */
  readonly product: string;
  readonly tags: readonly string[];
  /** Where the simulation ends, one sentence each. */
  readonly differs: readonly string[];
  /** What has to be built before it can begin. */
  readonly uses: readonly AssetId[];
}

export type StepKind = "given" | "red" | "when" | "green" | "check";

/** One step; what it gives is known to later ones under its name. */
export interface Step {
  readonly kind: StepKind;
  readonly name: string;
  readonly title: string;
  /** For red and green: what the answer has to match. */
  readonly expected?: RegExp;
  /** For red: the symptom that `tkglab explain` has to find in the answer. */
  readonly symptom?: string;
  readonly run: (context: StepContext) => Promise<unknown>;
}

/** What every step is given; the values of earlier steps come on top. */
export interface StepContext {
  readonly lab: Lab;
}

type Given<C, N extends string, V> = C & Readonly<Record<N, V>>;

/**
 * A scenario as data: a header and typed steps in their order, so that it can be listed and planned without being run.
 * `given` sets the stage, `red` shows that the operation fails, `when` carries a procedure out, `green` shows that the
 * same operation now passes, `check` looks at anything else.
 */
export class Scenario<C extends StepContext = StepContext> {
  readonly header: ScenarioHeader;
  readonly #steps: Step[] = [];

  constructor(header: ScenarioHeader) {
    this.header = header;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  given<N extends string, V>(
    name: N,
    title: string,
    run: (context: C) => Promise<V>,
  ): Scenario<Given<C, N, V>> {
    return this.#add("given", name, title, run);
  }

  when<N extends string, V>(
    name: N,
    title: string,
    run: (context: C) => Promise<V>,
  ): Scenario<Given<C, N, V>> {
    return this.#add("when", name, title, run);
  }

  /**
   * The operation has to fail, and its text has to match. `symptom` is what it is a case of (docs/symptoms.md): `tkglab
   * explain` has to find that in the text.
   */
  red(
    title: string,
    run: (context: C) => Promise<Attempt>,
    { error: expected, symptom }: { readonly error: RegExp; readonly symptom?: string },
  ): Scenario<C> {
    const more = { expected, ...(symptom === undefined ? {} : { symptom }) };
    return this.#add("red", `red-${this.#count("red") + 1}`, title, run, more);
  }

  /** The operation has to succeed, and its text has to match where that is asked for. */
  green(
    title: string,
    run: (context: C) => Promise<Attempt>,
    { answer }: { readonly answer?: RegExp } = {},
  ): Scenario<C> {
    const more = answer === undefined ? {} : { expected: answer };
    return this.#add("green", `green-${this.#count("green") + 1}`, title, run, more);
  }

  check(title: string, run: (context: C) => Promise<void>): Scenario<C> {
    return this.#add("check", `check-${this.#count("check") + 1}`, title, run);
  }

  #count(kind: StepKind): number {
    return this.#steps.filter((step) => step.kind === kind).length;
  }

  #add<D extends StepContext>(
    kind: StepKind,
    name: string,
    title: string,
    run: (context: C) => Promise<unknown>,
    more: Pick<Step, "expected" | "symptom"> = {},
  ): Scenario<D> {
    if (name === "lab" || this.#steps.some((step) => step.name === name)) throw this.#nameTaken(name, title);
    this.#steps.push({
      kind,
      name,
      title,
      // The engine hands over the values of all earlier steps: that is what C says.
      run: run as (context: StepContext) => Promise<unknown>,
      ...more,
    });
    // The same scenario, known to hold one value more.
    return this as unknown as Scenario<D>;
  }

  #nameTaken(name: string, title: string): HarnessError {
    return new HarnessError({
      code: "usage",
      message: `Defining the scenario ${this.header.id}: there is a "${name}" before the step "${title}"`,
      hint: "give the step a name of its own",
    });
  }
}
