import { join } from "node:path";
import { type Budget, budgets } from "../../core/budgets.ts";
import { timed } from "../../core/clock.ts";
import { HarnessError } from "../../core/errors.ts";
import { rememberSecrets } from "../../core/secret.ts";
import type { Cleanup } from "../../report/index.ts";
import { gatherEvidence } from "../evidence.ts";
import type { Lab } from "./lab.ts";
import type { ScenarioRecord } from "../record.ts";
import { knownSecrets, leaveSecrets } from "../secrets/known-secrets.ts";
import { SecretWatch } from "../secrets/secret-watch.ts";
import type { RunSettings } from "../settings.ts";
import { within } from "../within.ts";

/**
 * Evidence first, then clean-up, each whatever became of the other; then all that is reported is searched for secrets.
 * @throws the first thing that went wrong, when everything has been tried
 */
export async function tidyUp(record: ScenarioRecord, lab: Lab, settings: RunSettings): Promise<void> {
  const isPassed = record.result.verdict === "passed";
  const watch = new SecretWatch(rememberSecrets());
  // Before clean-up: it takes the files of keys and kubeconfigs along.
  const learn = async () => {
    const secrets = await knownSecrets(settings);
    watch.lookFor(secrets);
    await leaveSecrets(settings.secretsDir, secrets);
  };
  const tries: (() => Promise<unknown>)[] = [learn, () => record.versions(lab.software())];
  if (!isPassed) {
    tries.push(async () =>
      record.evidence(
        await limited("Gathering evidence", gatherEvidence(lab, settings, watch), budgets.evidence),
      ),
    );
  }
  if (isKept(record, settings, isPassed)) {
    tries.push(async () => {
      const left = await limited("Listing what is kept", lab.inventory(), budgets.cleanup);
      await record.finish({ verdict: "kept", left, durationMs: 0 }, lab.howToReach());
    });
  } else {
    tries.push(async () => record.finish(await removed(lab), []));
  }
  const { ownership } = lab.context;
  tries.push(() => watch.folder(join(settings.evidenceDir, ownership.scenarioId), settings.reportDir));
  tries.push(() => record.hideSecrets(watch));
  const problems: unknown[] = [];
  for (const attempt of tries) await attempt().catch((error: unknown) => problems.push(error));
  if (problems.length > 0) throw problems[0];
}

/** An interrupted run was not a failure: only what was asked for in any case stays. */
function isKept(record: ScenarioRecord, { keep }: RunSettings, isPassed: boolean): boolean {
  const isInterrupted = record.result.steps.some(({ error }) => error?.code === "interrupted");
  return keep === "always" || (keep === "on-failure" && !isPassed && !isInterrupted);
}

async function removed(lab: Lab): Promise<Cleanup> {
  const budget = budgets.scenarioCleanup;
  const { value: left, ms } = await timed(async () => {
    const outcome = await within(lab.remove(), budget);
    return outcome.done
      ? outcome.value
      : [`unknown: not removed within ${budget.limit / 1000} s (budget ${budget.name})`];
  });
  return { verdict: left.length === 0 ? "clean" : "leaked", left, durationMs: ms };
}

async function limited<T>(doing: string, work: Promise<T>, budget: Budget): Promise<T> {
  const outcome = await within(work, budget);
  if (outcome.done) return outcome.value;
  throw new HarnessError({
    code: "timeout",
    message: `${doing}: not done within ${budget.limit / 1000} s (budget ${budget.name})`,
    hint: "tkglab doctor",
  });
}
