import { downtime } from "../cluster/tkg/availability.ts";
import type { Attempt } from "../core/attempt.ts";
import type { Rollout } from "./update-existing-cluster.ts";

/**
 * Whether the API server was there while Machines were replaced, but for what a control plane of that size has to lose.
 * @param mayLose Milliseconds in all.
 */
export function checkAvailability(input: {
  readonly rollout: Rollout;
  readonly mayLose: number;
}): Promise<Attempt> {
  const { availability, ms } = input.rollout;
  const { looks, outages } = availability;
  const lost = downtime(availability);
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return Promise.resolve({
    command: "kubectl version, four times a second while Machines are replaced",
    succeeded: lost <= input.mayLose,
    text: [
      `rolled out in ${seconds(ms)}; ${looks} looks, without an answer for ${seconds(lost)} in ${outages.length} outages (allowed ${seconds(input.mayLose)})`,
      ...outages.map(({ from, lasted, saw }) => `after ${seconds(from)} for ${seconds(lasted)}: ${saw}`),
    ].join("\n"),
  });
}
