import type { Attempt } from "../core/attempt.ts";
import { inspectTrust, type InspectTrustInput } from "./inspect-trust.ts";
import { type Inspection, isGood, type Place, type PlaceKind, placeLabel } from "./inspection.ts";

export interface CheckTrustInput extends InspectTrustInput {
  /** The places that have to be in order; all unless told. */
  readonly kinds?: readonly PlaceKind[];
}

/** Which places lack the registry's CA: succeeds when none does. @throws HarnessError as inspectTrust() */
export async function checkTrust({ kinds, ...input }: CheckTrustInput): Promise<Attempt> {
  return attemptOf(await inspectTrust(input), input, kinds);
}

/** The same from an inspection. */
export function attemptOf(
  { registry, places }: Inspection,
  { kubeconfig }: Pick<InspectTrustInput, "kubeconfig">,
  kinds: readonly PlaceKind[] | undefined,
): Attempt {
  const asked = places.filter(({ kind }) => kinds?.includes(kind) ?? true);
  const lacking = asked.filter((place) => !isGood(place));
  const { anchor } = registry;
  const served = `${anchor.subject}${anchor.fingerprint256 === undefined ? "" : ` sha256 ${anchor.fingerprint256}`}`;
  return {
    command: `tkglab inspect --kubeconfig ${kubeconfig} --registry ${registry.url}`,
    succeeded: lacking.length === 0,
    text:
      lacking.length === 0
        ? `all ${asked.length} places are in order; the CA is ${served}`
        : lacking.map((place) => lineOf(place, served)).join("\n"),
  };
}

function lineOf(place: Place, served: string): string {
  const found = place.found.map(({ subject, fingerprint256 }) => `${subject} sha256 ${fingerprint256}`);
  return [
    `${placeLabel(place)}: ${place.state}`,
    place.detail,
    ...(found.length === 0 ? [] : [`found ${found.join(", ")}`]),
    `served by ${served}`,
    ...(place.cure === undefined ? [] : [`cure: ${place.cure}`]),
  ].join("; ");
}
