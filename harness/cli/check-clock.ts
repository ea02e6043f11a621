import { systemClock } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import { dockerOk } from "../tools/docker/docker.ts";

/** Milliseconds that the two clocks may differ: certificates are valid from an hour ago. */
const tolerance = 5 * 60_000;

/**
 * Compares the clock of this process with that of Docker's machine: certificates that are made by the one are judged by
 * the other.
 * @throws HarnessError `wrong-clock` when they are more than five minutes apart.
 */
export async function checkClock(signal?: AbortSignal): Promise<void> {
  const doing = "Asking Docker for its time";
  const said = await dockerOk(doing, ["info", "--format", "{{.SystemTime}}"], { signal });
  const [here, there] = [systemClock.now(), Date.parse(said)];
  // A daemon that does not say it is none that is known to be wrong.
  if (Number.isNaN(there) || Math.abs(here - there) <= tolerance) return;
  throw new HarnessError({
    code: "wrong-clock",
    message: `Comparing clocks: this process has ${iso(here)}, Docker's machine has ${iso(there)}: certificates that are made here would not be valid there, or not yet`,
    hint: "date -u; docker info --format '{{.SystemTime}}'",
  });
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
