import { stringify } from "yaml";
import { apiVersions, configurationName } from "../../supervisor/api/names.ts";
import type { TrustedCa } from "../../supervisor/api/settings.ts";
import type { TkgServiceConfiguration } from "../../supervisor/api/tkg-service-configuration.ts";

/** tks.yaml (seed 004): the TkgServiceConfiguration with these CAs, each in a line of its own however long it is. */
export function tksManifest(cas: readonly TrustedCa[]): string {
  const configuration: TkgServiceConfiguration = {
    ...{ apiVersion: apiVersions.v1alpha1, kind: "TkgServiceConfiguration" },
    metadata: { name: configurationName },
    spec: { defaultCNI: "antrea", trust: { additionalTrustedCAs: cas } },
  };
  return stringify(configuration, { lineWidth: 0 });
}
