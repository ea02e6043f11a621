import { HarnessError } from "../core/errors.ts";
import type { FaultHost } from "./fault-host.ts";
import type { FaultRun } from "./fault-run.ts";

/** What a long run takes, seen between two of its turns. */
export interface Sample {
  readonly turn: number;
  /** MiB of memory that the run's process has. */
  readonly memory: number;
  /** MiB on the disk of Docker and of the reports. */
  readonly disk: number;
  readonly containers: number;
  readonly networks: number;
  readonly volumes: number;
}

/** What the report says of each sample. */
export const growthColumns = ["Turn", "Memory (MiB)", "Disk (MiB)", "Containers", "Networks", "Volumes"];

/** Looks at a run and its machine now. */
export async function takeSample(host: FaultHost, run: FaultRun, turn: number): Promise<Sample> {
  const doing = "Looking at a long run";
  const count = async (...command: string[]) =>
    (await host.runOk(doing, ["docker", ...command, "--quiet"])).split("\n").filter((line) => line !== "")
      .length;
  const memory = await run.memory();
  const disk = await host.runOk(doing, [
    "sh",
    "-c",
    "df --output=used --block-size=1M /var/lib/docker | tail -1",
  ]);
  return {
    turn,
    memory,
    disk: Number(disk.trim()),
    containers: await count("ps", "--all"),
    networks: await count("network", "ls", "--filter", "type=custom"),
    volumes: await count("volume", "ls"),
  };
}

/** A row of the table. */
export function growthRow({ turn, memory, disk, containers, networks, volumes }: Sample): string[] {
  return [turn, memory, disk, containers, networks, volumes].map(String);
}

/**
 * Compares the last sample with the first: what differs has grown with the turns.
 * @param allowed MiB that memory and disk may differ by: reports are written, and memory is given back late
 * @throws HarnessError `check` with what has grown
 */
export function checkGrowth(
  samples: readonly Sample[],
  allowed: { readonly memory: number; readonly disk: number },
) {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    throw new HarnessError({ code: "internal", message: "Watching growth: it takes two samples" });
  }
  const limits = { memory: allowed.memory, disk: allowed.disk, containers: 0, networks: 0, volumes: 0 };
  const grown = Object.entries(limits).flatMap(([name, most]) => {
    // as: the names of the limits are names of a sample
    const key = name as keyof typeof limits;
    return last[key] - first[key] <= most ? [] : [`${key} from ${first[key]} to ${last[key]}`];
  });
  if (grown.length === 0) return;
  throw new HarnessError({
    code: "check",
    message: `Between turn ${first.turn} and turn ${last.turn} grew: ${grown.join(", ")}`,
  });
}
