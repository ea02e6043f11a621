import { afterAll, describe, inject, test } from "vitest";
import type { Attempt } from "../core/attempt.ts";
import { budgets } from "../core/budgets.ts";
import { systemClock, timed } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import { gatherEvidence } from "./evidence.ts";
import type { Scenario, Step, StepContext } from "./definition.ts";
import { judge, proofOf } from "./judge.ts";
import { Lab } from "./lab.ts";
import { failureFrom, ScenarioRecord } from "./record.ts";
import type { RunSettings } from "./settings.ts";

/** Makes vitest tests of a scenario: one suite, one test per step, each only if the steps before it passed. */
export function registerScenario(scenario: Scenario): void {
  // vitest calls this back when the file has been read to its end, so every step is chained on by then.
  describe(scenario.header.id, { timeout: budgets.scenarioStep.limit }, () => {
    const settings = runSettings();
    const play = new Play(scenario, settings);
    for (const step of scenario.steps) {
      test(`${step.kind}: ${step.title}`, async ({ signal, skip }) => {
        if (!play.goesOn) skip("a step before it did not pass");
        await play.step(step, signal);
      });
    }
    afterAll(() => play.end(), budgets.scenarioStep.limit);
  });
}

/** One performance of a scenario. */
class Play {
  readonly #record: ScenarioRecord;
  readonly #lab: Lab;
  readonly #settings: RunSettings;
  readonly #stop = new AbortController();
  #context: StepContext;
  #goesOn = true;

  constructor(scenario: Scenario, settings: RunSettings) {
    this.#settings = settings;
    this.#record = new ScenarioRecord(scenario, settings);
    this.#lab = new Lab({ settings, scenarioId: this.#record.result.id, signal: this.#stop.signal });
    this.#context = { lab: this.#lab };
  }

  get goesOn(): boolean {
    return this.#goesOn;
  }

  async step(step: Step, signal: AbortSignal): Promise<void> {
    const stop = () => this.#stop.abort(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    const start = systemClock.elapsed();
    try {
      const value = await step.run(this.#context);
      if (step.kind === "red" || step.kind === "green") {
        // red() and green() take only steps that give an Attempt.
        const attempt = value as Attempt;
        await this.#record.proof(proofOf(step, attempt));
        judge(step, attempt);
      }
      this.#context = { ...this.#context, [step.name]: value };
      await this.#record.step(step.name, { verdict: "passed", durationMs: systemClock.elapsed() - start });
    } catch (error) {
      this.#goesOn = false;
      const failure = failureFrom(this.#stop.signal.aborted ? interrupted(error) : error);
      const verdict = failure.code === "check" ? "failed" : "broken";
      await this.#record.step(step.name, {
        verdict,
        durationMs: systemClock.elapsed() - start,
        error: failure,
      });
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Evidence first, then clean-up, each whatever became of the other. */
  async end(): Promise<void> {
    const { verdict } = this.#record.result;
    const passed = verdict === "passed";
    if (!passed) await this.#record.evidence(await gatherEvidence(this.#lab, this.#settings));
    const keep = this.#settings.keep === "always" || (this.#settings.keep === "on-failure" && !passed);
    if (keep) {
      await this.#record.finish(
        { verdict: "kept", left: this.#lab.inventory(), durationMs: 0 },
        this.#lab.howToReach(),
      );
      return;
    }
    const { value: left, ms } = await timed(() => this.#lab.remove());
    await this.#record.finish({ verdict: left.length === 0 ? "clean" : "leaked", left, durationMs: ms }, []);
  }
}

function interrupted(cause: unknown): HarnessError {
  return new HarnessError({
    code: "interrupted",
    message: "The run was stopped while this step was under way",
    cause,
  });
}

function runSettings(): RunSettings {
  const settings = inject("tkglab");
  if (settings !== undefined) return settings;
  throw new HarnessError({
    code: "usage",
    message: "Running a scenario: vitest alone knows nothing of images, labels and clean-up",
    hint: "tkglab run <pattern>",
  });
}
