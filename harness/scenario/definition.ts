import type { Attempt } from "../core/attempt.ts";
import type { AssetId } from "../assets/index.ts";
import { HarnessError } from "../core/errors.ts";
import { idInCell } from "../core/scenario-id.ts";
import type { Lab } from "./lab/lab.ts";
import type { Axis, Cell } from "./matrix/axes.ts";
import { usesInCell } from "./matrix/cell-assets.ts";
import { type Only, isIn, strangeAxis } from "./matrix/only.ts";

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
  /** In what it can vary: `tkglab run --matrix`. Where that is asked for, the lab makes its clusters accordingly. */
  readonly varies?: readonly Axis[];
  /** The row of the matrix that this is: see Scenario.inCell(). */
  readonly cell?: Cell;
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
  /** For red and green: the cells that it is a step of, where it is not one of all. */
  readonly only?: Only;
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

  /** The scenario as it is in a cell: its id says so, it uses other parts, and has no steps of other cells. */
  inCell(cell: Cell): Scenario<C> {
    const { header } = this;
    const one = new Scenario<C>({
      ...header,
      id: idInCell(header.id, cell),
      uses: usesInCell(header.uses, cell),
      ...(Object.keys(cell).length === 0 ? {} : { cell }),
    });
    one.#steps.push(...this.#steps.filter(({ only }) => isIn(only, cell)));
    return one;
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
   * explain` has to find that in the text. `only` says in which cells, where that is not so in all.
   */
  red(
    title: string,
    run: (context: C) => Promise<Attempt>,
    { error: expected, ...more }: Pick<Step, "symptom" | "only"> & { readonly error: RegExp },
  ): Scenario<C> {
    return this.#add("red", `red-${this.#count("red") + 1}`, title, run, { expected, ...more });
  }

  /** The operation has to succeed, and its text has to match where that is asked for; `only` as for red. */
  green(
    title: string,
    run: (context: C) => Promise<Attempt>,
    { answer, ...more }: Pick<Step, "only"> & { readonly answer?: RegExp } = {},
  ): Scenario<C> {
    const expected = answer === undefined ? {} : { expected: answer };
    return this.#add("green", `green-${this.#count("green") + 1}`, title, run, { ...expected, ...more });
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
    more: Pick<Step, "expected" | "symptom" | "only"> = {},
  ): Scenario<D> {
    const strange = strangeAxis(more.only, this.header.varies);
    if (strange !== undefined) throw this.#variesNot(strange, title);
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

  #variesNot(axis: Axis, title: string): HarnessError {
    return new HarnessError({
      code: "usage",
      message: `Defining the scenario ${this.header.id}: it does not vary in ${axis}, of which the step "${title}" makes a difference`,
      hint: `name ${axis} under "varies"`,
    });
  }
}
