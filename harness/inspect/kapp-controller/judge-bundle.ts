import { judgeStore } from "../certificates/judge-store.ts";
import { isGood, type Place, placeLabel } from "../inspection.ts";
import type { JudgedRegistry } from "../registry/judge-registry.ts";
import type { BundleFacts, KappControllerFacts } from "./read-kapp-controller.ts";

/** How the registry's CA stands in the trust store that a kapp-controller's container really has. */
export function judgeBundle(
  { pod, container, inUse }: BundleFacts,
  { namespace }: Pick<KappControllerFacts, "namespace">,
  config: Place,
  registry: JudgedRegistry,
): Place {
  const place = {
    kind: "kapp-controller-bundle",
    name: `${namespace}/${pod}`,
    expected: registry.expected,
  } as const;
  if (!("value" in inUse)) {
    const detail = "refused" in inUse ? inUse.refused : `container ${container} has no ca-bundle.crt`;
    return {
      ...place,
      ...{ state: "unknown", found: [], detail },
      cure: `kubectl -n ${namespace} exec ${pod} -c ${container} -- cat /etc/pki/tls/certs/ca-bundle.crt`,
    };
  }
  const judged = judgeStore([{ where: `ca-bundle.crt in ${container}`, text: inUse.value }], registry.served);
  if (judged.state === "trusted") {
    const detail =
      isGood(config) || config.state === "skipped" || config.state === "unknown"
        ? "what runs has it"
        : "what runs has it still; it goes with the next restart";
    return { ...place, ...judged, detail };
  }
  if (config.state === "trusted") {
    return {
      ...place,
      ...judged,
      state: "restart needed",
      detail:
        "caCerts has it, what runs has not: not yet applied, or a version that reads caCerts at its start only",
      cure: `kubectl -n ${namespace} rollout restart deployment/kapp-controller`,
    };
  }
  return {
    ...place,
    ...judged,
    detail: "nothing in the bundle that imgpkg reads verifies what the registry serves",
    cure: `see ${placeLabel(config)}`,
  };
}
