import { afterAll, describe, inject, test } from "vitest";
import { HarnessError } from "../core/errors.ts";
import { idInCell } from "../core/scenario-id.ts";
import type { Scenario } from "./definition.ts";
import { Play } from "./play.ts";
import type { RunSettings } from "./settings.ts";

/** Every step and every clean-up has a budget of its own; vitest's would end a wait without saying what for. */
const noLimit = 0;

/** Makes vitest tests of a scenario: one suite, one test per step, each only if the steps before it passed. */
export function registerScenario(defined: Scenario): void {
  // vitest calls this back when the file has been read to its end, so every step is chained on by then.
  describe(idInCell(defined.header.id, inject("tkglab")?.cell ?? {}), { timeout: noLimit }, () => {
    const settings = runSettings();
    const scenario = defined.inCell(settings.cell);
    const play = new Play(scenario, settings);
    for (const step of scenario.steps) {
      test(`${step.kind}: ${step.title}`, async ({ signal, skip }) => {
        if (!play.goesOn) skip("a step before it did not pass");
        await play.step(step, signal);
      });
    }
    afterAll(() => play.end(), noLimit);
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
