import { $ } from "zx";
import { labels } from "../../harness/core/labels.ts";

/** What Docker says of every container that carries a label, added up, in GiB: working sets, without what files cache. */
export async function memoryOfContainers(label: string): Promise<number> {
  const quiet = $({ quiet: true });
  const listed = await quiet`docker ps --quiet --filter label=${label}`;
  const ids = listed.stdout.split("\n").filter((id) => id !== "");
  const { stdout } = await quiet`docker stats --no-stream --format {{.MemUsage}} ${ids}`;
  return readMemory(stdout);
}

/** The same for all that the run has made which one container is of. */
export async function memoryOfRun(container: string): Promise<number> {
  const format = `{{index .Config.Labels "${labels.run}"}}`;
  const { stdout } = await $({ quiet: true })`docker inspect --format ${format} ${container}`;
  return memoryOfContainers(`${labels.run}=${stdout.trim()}`);
}

/** Adds up lines of `docker stats` such as `1.2GiB / 23.5GiB`, in GiB. */
export function readMemory(stdout: string): number {
  const units: Readonly<Record<string, number>> = { B: 2 ** -30, KiB: 2 ** -20, MiB: 2 ** -10, GiB: 1 };
  return [...stdout.matchAll(/^([\d.]+)([KMG]?i?B)/gm)].reduce(
    (sum, [, value, unit = ""]) => sum + Number(value) * (units[unit] ?? 0),
    0,
  );
}
