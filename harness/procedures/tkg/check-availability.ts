import { downtime } from "../../cluster/tkg/availability.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { Rollout } from "./update-existing-cluster.ts";

/**
 * Whether API server and etcd were there while Machines were replaced, but for what a control plane of that size has to
 * lose.
 * @param mayLose Milliseconds in all.
 */
export function checkAvailability(input: {
  readonly rollout: Rollout;
  readonly mayLose: number;
  /** How many etcd members have to run at all times. */
  readonly leastEtcdMembers: number;
}): Promise<Attempt> {
  const { availability, ms } = input.rollout;
  const { looks, outages, fewestEtcdMembers = 0 } = availability;
  const lost = downtime(availability);
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return Promise.resolve({
    command:
      "kubectl get pods -n kube-system -l component=etcd, four times a second while Machines are replaced",
    succeeded: lost <= input.mayLose && fewestEtcdMembers >= input.leastEtcdMembers,
    text: [
      `rolled out in ${seconds(ms)}; ${looks} looks, without an answer for ${seconds(lost)} in ${outages.length} outages (allowed ${seconds(input.mayLose)}); never fewer than ${fewestEtcdMembers} etcd members running (needed ${input.leastEtcdMembers})`,
      ...outages.map(({ from, lasted, saw }) => `after ${seconds(from)} for ${seconds(lasted)}: ${saw}`),
    ].join("\n"),
  });
}
