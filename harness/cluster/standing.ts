import { labelPairs, labels, type Ownership } from "../core/labels.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import { createVolume } from "../tools/docker/volumes.ts";

/** An environment that stays when the command that made it has ended. */
export interface Standing {
  /** What it is called: `tkg`. */
  readonly environment: string;
  readonly runId: string;
}

/**
 * Says of everything that a run has started that it is to stay. The mark is an empty volume: what has been started
 * carries its labels already, and labels cannot be changed.
 */
export async function markStanding(environment: string, ownership: Ownership): Promise<void> {
  await createVolume(`tkglab-${environment}-standing`, [
    ...labelPairs({ ...ownership, scenarioId: "" }),
    `${labels.standing}=${environment}`,
  ]);
}

/** The environments that stand. */
export async function findStanding(): Promise<Standing[]> {
  const out = await dockerOk("Looking for environments that stand", [
    ...["volume", "ls", "--filter", `label=${labels.standing}`],
    ...["--format", `{{.Label "${labels.standing}"}}\t{{.Label "${labels.run}"}}`],
  ]);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [environment = "", runId = ""] = line.split("\t");
      return { environment, runId };
    });
}
