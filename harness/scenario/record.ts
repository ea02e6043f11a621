import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { systemClock } from "../core/clock.ts";
import { firstError, HarnessError, messageOf } from "../core/errors.ts";
import {
  type Cleanup,
  type Evidence,
  type Failure,
  failureOf,
  type Proof,
  type ScenarioResult,
  type StepResult,
  type Table,
} from "../report/index.ts";
import type { Scenario } from "./definition.ts";
import type { SecretWatch } from "./secrets/secret-watch.ts";
import { withoutSecrets } from "./secrets/without-secrets.ts";
import type { RunSettings } from "./settings.ts";

/** The record of one scenario: it grows with every step and is on disk after each, whatever happens next. */
export class ScenarioRecord {
  readonly #settings: RunSettings;
  readonly #start = systemClock.elapsed();
  #result: ScenarioResult;

  constructor(scenario: Scenario, settings: RunSettings) {
    const { header } = scenario;
    this.#settings = settings;
    this.#result = {
      ...notYetRun(scenario, settings),
      startedAt: new Date(systemClock.now()).toISOString(),
      versions: header.uses.flatMap((id) => settings.versions[id] ?? []),
    };
  }

  get result(): ScenarioResult {
    return this.#result;
  }

  step(name: string, change: Partial<StepResult>): Promise<void> {
    const steps = this.#result.steps.map((step) => (step.name === name ? { ...step, ...change } : step));
    return this.#change({ steps });
  }

  proof(proof: Proof): Promise<void> {
    return this.#change({ proofs: [...this.#result.proofs, proof] });
  }

  /** What was found to run, besides what the catalogue gave. */
  versions(found: ScenarioResult["versions"]): Promise<void> {
    return this.#change({ versions: [...this.#result.versions, ...found] });
  }

  /** What was found so far, row by row. */
  tables(tables: readonly Table[]): Promise<void> {
    return this.#change({ tables: [...tables] });
  }

  evidence(evidence: readonly Evidence[]): Promise<void> {
    return this.#change({ evidence: [...this.#result.evidence, ...evidence] });
  }

  /** Puts `***` in place of secrets; one that was found, here or in the evidence, breaks the scenario. */
  hideSecrets(watch: SecretWatch): Promise<void> {
    return this.#change(withoutSecrets(this.#result, watch));
  }

  /** The end of a scenario: what was left behind decides with the steps. */
  finish(cleanup: Cleanup, howToReach: readonly string[]): Promise<void> {
    const leaked: Failure | undefined =
      cleanup.verdict === "leaked"
        ? {
            code: "leak",
            message: `Cleaning up: still there: ${cleanup.left.join(", ")}`,
            hint: "tkglab sweep",
          }
        : undefined;
    return this.#change({
      cleanup,
      // What went wrong first is the error; a leak after it is told by the clean-up.
      ...(leaked === undefined || failureOf(this.#result) !== undefined ? {} : { error: leaked }),
      ...(howToReach.length === 0 ? {} : { howToReach: [...howToReach] }),
    });
  }

  async #change(change: Partial<ScenarioResult>): Promise<void> {
    const changed = { ...this.#result, ...change, durationMs: systemClock.elapsed() - this.#start };
    this.#result = { ...changed, verdict: verdictOf(changed) };
    const file = recordFile(this.#settings.recordsDir, this.#result.id);
    await mkdir(this.#settings.recordsDir, { recursive: true });
    await writeFile(`${file}.part`, JSON.stringify(this.#result));
    await rename(`${file}.part`, file);
  }
}

/** Where the record of a scenario lies. */
export function recordFile(recordsDir: string, id: string): string {
  return join(recordsDir, `${id.replaceAll("/", "__")}.json`);
}

/** The result of a scenario that nobody has begun. */
export function notYetRun(
  { header, steps }: Scenario,
  { idSuffix }: Pick<RunSettings, "idSuffix">,
): ScenarioResult {
  return {
    id: `${header.id}${idSuffix}`,
    title: header.title,
    seed: header.seed,
    product: header.product,
    tags: [...header.tags],
    differs: [...header.differs],
    ...(header.cell === undefined ? {} : { cell: { ...header.cell } }),
    verdict: "not-run",
    durationMs: 0,
    versions: [],
    steps: steps.map(({ kind, name, title }) => ({ kind, name, title, verdict: "not-run", durationMs: 0 })),
    proofs: [],
    evidence: [],
    cleanup: { verdict: "not-run", left: [], durationMs: 0 },
  };
}

/** What was thrown, as the report shows it. */
export function failureFrom(thrown: unknown): Failure {
  const error = firstError(thrown);
  const message = stripVTControlCharacters(messageOf(error));
  if (error instanceof HarnessError) {
    return { code: error.code, message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
  if (isAssertion(error)) return { code: "check", message };
  const stack = error instanceof Error ? error.stack : undefined;
  return { code: "internal", message, ...(stack === undefined ? {} : { stack }) };
}

function isAssertion(error: unknown): boolean {
  return error instanceof Error && error.name === "AssertionError";
}

function verdictOf({ steps, cleanup, error }: ScenarioResult): ScenarioResult["verdict"] {
  if (cleanup.verdict === "leaked" || error !== undefined) return "broken";
  if (steps.some(({ verdict }) => verdict === "broken")) return "broken";
  if (steps.some(({ verdict }) => verdict === "failed")) return "failed";
  // A scenario that has ended without running all of its steps has shown nothing.
  return steps.every(({ verdict }) => verdict === "passed") ? "passed" : "broken";
}
