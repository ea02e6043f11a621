import { examineContainers } from "../../cluster/health/container-health.ts";
import type { Ailment } from "../../cluster/health/ailment.ts";
import { examineDocker } from "../../cluster/health/docker-health.ts";
import { examineMemory } from "../../cluster/health/memory-health.ts";
import { examineNames } from "../../cluster/health/name-health.ts";
import { examineSpace } from "../../cluster/health/space-health.ts";
import type { Jumpbox } from "../../cluster/jumpbox.ts";
import { budgets } from "../../core/budgets.ts";
import { type ErrorCode, HarnessError, messageOf } from "../../core/errors.ts";
import { labels } from "../../core/labels.ts";
import { within } from "../within.ts";

/** What of a lab is looked at. */
export interface LabUnderExamination {
  /** The scenario it belongs to. */
  readonly scenarioId: string;
  /** A folder on the disk that reports are written to. */
  readonly reportDir: string;
  readonly jumpbox: Pick<Jumpbox, "run">;
  /** Containers that have to find the registries. */
  readonly containers: readonly string[];
  /** The host names of registries. */
  readonly hosts: readonly string[];
  /** How many processes had been killed for lack of memory when the lab began. */
  readonly outOfMemoryKills: number | undefined;
}

/**
 * Looks whether the host is well and what the lab stands on still stands. Read-only. Where Docker is away, it waits for
 * it. A look that fails is an ailment too: in a lab that is well every look is possible.
 */
export async function examineLab(lab: LabUnderExamination): Promise<Ailment[]> {
  try {
    const outcome = await within(look(lab), budgets.labHealth);
    if (outcome.done) return outcome.value;
    const { limit, name } = budgets.labHealth;
    return [unseen("timeout", `not done within ${limit / 1000} s (budget ${name})`)];
  } catch (error) {
    return [unseen(error instanceof HarnessError ? error.code : "internal", messageOf(error))];
  }
}

function unseen(code: ErrorCode, why: string): Ailment {
  return { code, what: `it cannot be seen how the lab is: ${why}`, hint: "tkglab doctor" };
}

async function look(lab: LabUnderExamination): Promise<Ailment[]> {
  const { answers, ailments } = await examineDocker();
  const memory = await examineMemory(lab.outOfMemoryKills);
  if (!answers) return [...ailments, ...memory];
  const containers = await examineContainers(`${labels.scenario}=${lab.scenarioId}`);
  // What has ended cannot be asked, and explains what the others say.
  if (containers.length > 0) return [...ailments, ...memory, ...containers];
  const [space, names] = await Promise.all([
    examineSpace(lab.jumpbox, lab.reportDir),
    examineNames(lab.containers, lab.hosts),
  ]);
  return [...ailments, ...memory, ...space, ...names];
}

/** A failure in a lab that is not well says nothing about the procedure: it is the host's, whatever a check made of it. */
export function blamedOnHost(failure: unknown, ailments: readonly Ailment[]): unknown {
  const [first] = ailments;
  if (first === undefined) return failure;
  return new HarnessError({
    code: first.code,
    message: `${ailments.map(({ what }) => what).join("; ")}. So this says nothing about the procedure: ${messageOf(failure)}`,
    hint: first.hint,
    cause: failure,
  });
}
