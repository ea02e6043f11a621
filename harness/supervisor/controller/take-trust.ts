import { configurationName } from "../api/names.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";
import { isOwnedBy, type StoredCluster } from "../objects/cluster-input.ts";
import { namesOf } from "../objects/names.ts";
import { keptTrust, type NodeCa, trustConfigMap, trustOf, withoutCertificate } from "../objects/trust.ts";
import { besides, type ControllerParts } from "./controller-parts.ts";
import type { Report } from "./report-status.ts";

/**
 * The CAs that a cluster's nodes get: those that it was given at its generation, or, when it has been changed since, what
 * the configuration says now. That is reported, then kept, before anything is made of it.
 * @throws HarnessError `bad-input` for a CA that is none
 */
export async function takeTrust(
  tkc: StoredCluster,
  { api }: ControllerParts,
  report: Report,
): Promise<NodeCa[]> {
  const found = await api.get(besides(tkc, "ConfigMap", namesOf(tkc.metadata.name).trust));
  const isOurs = found !== undefined && isOwnedBy(found, tkc);
  const kept = isOurs ? keptTrust(tkc, found) : undefined;
  if (kept !== undefined) return kept;
  const configuration = await api.get({ kind: "TkgServiceConfiguration", name: configurationName });
  // as: the kind says what the object is
  const cas = trustOf(tkc, configuration as TkgServiceConfiguration | undefined);
  for (const name of withoutCertificate(cas)) {
    const message = `additionalTrustedCAs "${name}": its data, decoded once, hold no PEM certificate; nodes trust nothing new`;
    await api.event(tkc, { type: "Warning", reason: "NoCertificate", message });
  }
  await report({ isBegun: true });
  await api.apply(trustConfigMap(tkc, cas));
  return cas;
}
