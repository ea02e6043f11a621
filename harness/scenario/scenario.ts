import { Scenario, type ScenarioHeader } from "./definition.ts";

/** vitest's half is loaded where vitest runs; elsewhere a scenario is data only, and cheap to read. */
const register =
  process.env.VITEST_WORKER_ID === undefined ? undefined : (await import("./register.ts")).registerScenario;

/**
 * Defines a scenario: in a vitest worker its steps become tests. The steps are chained on in the same expression, and a
 * scenario file exports it as its default.
 */
export function scenario(header: ScenarioHeader): Scenario {
  const defined = new Scenario(header);
  register?.(defined);
  return defined;
}
