import { HarnessError } from "../../core/errors.ts";
import { configurationName } from "../api/names.ts";
import type { TrustedCa } from "../api/settings.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";
import { madeFor, type StoredCluster } from "./cluster-input.ts";
import type { KubeObject } from "./kube-object.ts";
import { annotations, namesOf } from "./names.ts";

/** A CA as a node gets it. */
export interface NodeCa {
  readonly name: string;
  /** Of its file: a PEM, if whoever named it did so rightly. */
  readonly content: string;
}

/**
 * The CAs that a cluster gets when it is created or updated now: those of the configuration and its own, which of two with
 * one name win. They are decoded once; what comes out is not judged, a node takes any file (N26).
 * @throws HarnessError `bad-input` for a name that is no file's, or data that are no base64
 */
export function trustOf(
  { spec }: Pick<StoredCluster, "spec">,
  configuration: TkgServiceConfiguration | undefined,
): NodeCa[] {
  const everywhere = configuration?.spec?.trust?.additionalTrustedCAs ?? [];
  const own = spec.settings?.network?.trust?.additionalTrustedCAs ?? [];
  const byName = new Map([
    ...everywhere.map(
      (ca) => [ca.name, decoded(ca, `TkgServiceConfiguration ${configurationName}`)] as const,
    ),
    ...own.map((ca) => [ca.name, decoded(ca, "spec.settings.network.trust")] as const),
  ]);
  return [...byName]
    .map(([name, content]) => ({ name, content }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function decoded({ name, data }: TrustedCa, where: string): string {
  const refuse = (what: string, hint: string) => {
    const message = `Reading additionalTrustedCAs of ${where}: ${what}`;
    return new HarnessError({ code: "bad-input", message, hint });
  };
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    throw refuse(`"${name}" is no name for a CA`, "letters, digits, dots, dashes and underscores");
  }
  const text = data.replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw refuse(`the data of "${name}" are not base64`, "base64 -w0 ca.pem");
  }
  return Buffer.from(text, "base64").toString("utf8");
}

/** The names of those in whose file no program will find a certificate: encoded twice, or no PEM at all. */
export function withoutCertificate(cas: readonly NodeCa[]): string[] {
  return cas
    .filter(({ content }) => !content.includes("-----BEGIN CERTIFICATE-----"))
    .map(({ name }) => name);
}

/**
 * What a cluster was given at a generation is kept in a ConfigMap of its own: a configuration that changes afterwards
 * changes nothing, and rolls nothing, before the cluster itself is changed (seed 004).
 */
export function trustConfigMap(tkc: StoredCluster, cas: readonly NodeCa[]): KubeObject {
  const metadata = madeFor(tkc, namesOf(tkc.metadata.name).trust);
  return {
    ...{ apiVersion: "v1", kind: "ConfigMap" },
    metadata: { ...metadata, annotations: { [annotations.generation]: String(tkc.metadata.generation) } },
    data: Object.fromEntries(cas.map(({ name, content }) => [name, content])),
  };
}

/** What the ConfigMap keeps for the cluster as it is now; undefined when it has been changed since. */
export function keptTrust(
  { metadata }: Pick<StoredCluster, "metadata">,
  kept: KubeObject | undefined,
): NodeCa[] | undefined {
  if (kept?.metadata.annotations?.[annotations.generation] !== String(metadata.generation)) return undefined;
  return Object.entries(kept.data ?? {})
    .map(([name, content]) => ({ name, content }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
