import type { Attempt } from "../../core/attempt.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { minuteOf, type NodeExpiry } from "./check-rotation.ts";

const day = 24 * 60 * 60 * 1_000;

/** Succeeds when every leaf on every control-plane node is good for longer than so many days; else it names the others. */
export function checkLifetime(
  { controlPlane, days }: { readonly controlPlane: readonly NodeExpiry[]; readonly days: number },
  clock: Pick<Clock, "now"> = systemClock,
): Promise<Attempt> {
  const until = new Date(clock.now() + days * day);
  const leaves = controlPlane.flatMap(({ node, expiry }) =>
    expiry.certificates.map(({ name, expires }) => ({ node, name, expires })),
  );
  const flaws = leaves
    .filter(({ expires }) => expires <= until)
    .map(
      ({ node, name, expires }) =>
        `${node}: ${name}: expected later than ${minuteOf(until)}; actual ${minuteOf(expires)}`,
    );
  const proof = `${leaves.length} certificates on ${controlPlane.length} nodes expire after ${minuteOf(until)}`;
  return Promise.resolve({
    command: "sudo kubeadm certs check-expiration, on each control-plane node",
    succeeded: leaves.length > 0 && flaws.length === 0,
    text: flaws.length === 0 ? proof : flaws.join("\n"),
  });
}
