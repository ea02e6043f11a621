import type { Attempt } from "../core/attempt.ts";
import { type Budget, budgets } from "../core/budgets.ts";
import { systemClock } from "../core/clock.ts";
import { rememberSecrets } from "../core/secret.ts";
import type { Scenario, Step, StepContext } from "./definition.ts";
import { judge, proofOf } from "./judge.ts";
import { Lab } from "./lab/lab.ts";
import { blamedOnHost } from "./lab/lab-health.ts";
import { failureFrom, ScenarioRecord } from "./record.ts";
import type { RunSettings } from "./settings.ts";
import { stoppedBy, tookTooLong } from "./stop-reason.ts";
import { tidyUp } from "./lab/tidy-up.ts";
import { within } from "./within.ts";

/** One performance of a scenario: its steps in their order, then evidence and clean-up. */
export class Play {
  readonly #record: ScenarioRecord;
  readonly #lab: Lab;
  readonly #settings: RunSettings;
  readonly #stop = new AbortController();
  readonly #stepBudget: Budget;
  #context: StepContext;
  #goesOn = true;
  #hasBegun = false;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(scenario: Scenario, settings: RunSettings) {
    this.#settings = settings;
    rememberSecrets();
    this.#stepBudget = { ...budgets.scenarioStep, limit: settings.stepLimit };
    this.#record = new ScenarioRecord(scenario, settings);
    this.#lab = new Lab({ settings, scenarioId: this.#record.result.id, signal: this.#stop.signal });
    this.#context = { lab: this.#lab };
  }

  /** Whether every step so far has passed. */
  get goesOn(): boolean {
    return this.#goesOn;
  }

  /** Carries out one step; `signal` stops it. @throws what the step threw, or why it was stopped */
  async step(step: Step, signal: AbortSignal): Promise<void> {
    this.#hasBegun = true;
    const work = this.#carryOut(step, signal);
    // vitest does not wait for a test that it has cancelled; end() does.
    this.#underWay = work.catch(() => undefined);
    await work;
  }

  /** Evidence and clean-up, once. A scenario of which nothing was begun leaves no record. */
  async end(): Promise<void> {
    await this.#underWay;
    if (this.#hasBegun) await tidyUp(this.#record, this.#lab, this.#settings);
  }

  async #carryOut(step: Step, signal: AbortSignal): Promise<void> {
    const start = systemClock.elapsed();
    const durationMs = () => systemClock.elapsed() - start;
    using _stop = this.#stopsWith(step, signal);
    try {
      const value = await this.#valueOf(step);
      if (step.kind === "red" || step.kind === "green") {
        // as: red() and green() take only steps that give an Attempt.
        const attempt = value as Attempt;
        await this.#record.proof(proofOf(step, attempt));
        judge(step, attempt);
      }
      this.#context = { ...this.#context, [step.name]: value };
      await this.#record.step(step.name, { verdict: "passed", durationMs: durationMs() });
    } catch (error) {
      this.#goesOn = false;
      const reason = await this.#reasonFor(error);
      const failure = failureFrom(reason);
      const verdict = failure.code === "check" ? "failed" : "broken";
      await this.#record.step(step.name, { verdict, durationMs: durationMs(), error: failure });
      throw reason;
    } finally {
      const { tables } = this.#lab;
      if (tables.length > 0) await this.#record.tables(tables);
    }
  }

  /** What a step gives. One that is stopped has a moment to put its own things in order. */
  async #valueOf(step: Step): Promise<unknown> {
    const { signal } = this.#stop;
    const work = (async () => step.run(this.#context))();
    const aborted = Promise.withResolvers<undefined>();
    const abort = () => aborted.resolve(undefined);
    signal.addEventListener("abort", abort, { once: true });
    try {
      await Promise.race([work, aborted.promise]);
      if (signal.aborted) {
        await within(
          work.catch(() => undefined),
          budgets.stepUnwind,
        );
        signal.throwIfAborted();
      }
      return await work;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** Stops the step when vitest does or when its time is up. */
  #stopsWith(step: Step, signal: AbortSignal): Disposable {
    const limit = AbortSignal.timeout(this.#stepBudget.limit);
    const stop = () => this.#stop.abort(stoppedBy(signal.reason));
    const timeUp = () => this.#stop.abort(tookTooLong(step, this.#stepBudget));
    signal.addEventListener("abort", stop, { once: true });
    limit.addEventListener("abort", timeUp, { once: true });
    if (signal.aborted) stop();
    return {
      [Symbol.dispose]() {
        signal.removeEventListener("abort", stop);
        limit.removeEventListener("abort", timeUp);
      },
    };
  }

  /**
   * Why a step failed. Ctrl-C on a terminal ends the programs of a step before the news of it gets here: for a moment a
   * failure may be its effect.
   */
  async #reasonFor(error: unknown): Promise<unknown> {
    const { signal } = this.#stop;
    if (!signal.aborted) {
      const news = Promise.withResolvers<undefined>();
      signal.addEventListener("abort", () => news.resolve(undefined), { once: true });
      await within(news.promise, budgets.stopNews);
    }
    if (signal.aborted) return signal.reason as unknown;
    // A broken host must never look like a broken procedure.
    return blamedOnHost(error, await this.#lab.ailments());
  }
}
