import { parseDocument } from "yaml";
import type { NodeSystem } from "../../node.ts";
import { type Manifest, parseManifests } from "./parse-manifests.ts";

export interface InspectDryRunInput {
  /** What the dry run has printed. */
  readonly manifests: string;
  readonly os: NodeSystem;
  readonly caPem: string;
}

/** The command that makes a CA known, as it has to stand at the end of preKubeadmCommands (seed 000). */
export const trustCommand: Readonly<Record<NodeSystem, string>> = {
  photon: "! which rehash_ca_certificates.sh 2>/dev/null || rehash_ca_certificates.sh",
  ubuntu:
    "! which update-ca-certificates 2>/dev/null || (mv /etc/ssl/certs/harbor-ca.pem /usr/local/share/ca-certificates/tkg-custom-ca.crt && update-ca-certificates)",
};

/** What a node's bootstrap configuration holds of interest here. */
interface Bootstrap {
  readonly files?: readonly { readonly path: string; readonly content?: string }[];
  readonly preKubeadmCommands?: readonly string[];
}

/**
 * Looks where an operator looks before a cluster is created (seed 000): the trust command at the end of
 * preKubeadmCommands, the CA among the files, caCerts among kapp-controller's values. Gives a line for each that is not
 * as it has to be: object, field, expected, actual.
 */
export function inspectDryRun({ manifests, os, caPem }: InspectDryRunInput): string[] {
  const objects = parseManifests(manifests);
  const of = (kind: string) => objects.filter((object) => object.kind === kind);
  const secrets = of("Secret").filter(({ metadata }) => metadata.name.endsWith("-kapp-controller-addon"));
  return [
    ...needed("KubeadmControlPlane", of("KubeadmControlPlane")),
    ...needed("KubeadmConfigTemplate", of("KubeadmConfigTemplate")),
    ...needed("Secret *-kapp-controller-addon", secrets),
    ...of("KubeadmControlPlane").flatMap((object) =>
      inspectNode(object, "spec.kubeadmConfigSpec", at(object, ["spec", "kubeadmConfigSpec"]), os, caPem),
    ),
    ...of("KubeadmConfigTemplate").flatMap((object) =>
      inspectNode(object, "spec.template.spec", at(object, ["spec", "template", "spec"]), os, caPem),
    ),
    ...secrets.flatMap((secret) => inspectAddon(secret, caPem)),
  ];
}

function needed(what: string, found: readonly Manifest[]): string[] {
  return found.length > 0 ? [] : [`${what}: expected one at least; actual none`];
}

function inspectNode(
  { kind, metadata }: Manifest,
  path: string,
  spec: unknown,
  os: NodeSystem,
  caPem: string,
): string[] {
  const { files = [], preKubeadmCommands = [] } = (spec ?? {}) as Bootstrap; // as: Cluster API's own schema
  const object = `${kind} ${metadata.name}`;
  const file = files.find((one) => one.path === "/etc/ssl/certs/harbor-ca.pem");
  const last = preKubeadmCommands.at(-1) ?? "none";
  const expected = trustCommand[os];
  return [
    ...(file?.content?.trim() === caPem.trim()
      ? []
      : [
          `${object} ${path}.files: expected /etc/ssl/certs/harbor-ca.pem with Harbor's CA; actual ${file === undefined ? "no such file" : "other content"}`,
        ]),
    ...(last === expected
      ? []
      : [`${object} ${path}.preKubeadmCommands: expected at the end ${expected}; actual ${last}`]),
  ];
}

function inspectAddon({ kind, metadata, stringData }: Manifest, caPem: string): string[] {
  const values = at({ stringData }, ["stringData", "values.yaml"]);
  const parsed = parseDocument(typeof values === "string" ? values : "");
  const isYaml = parsed.errors.length === 0;
  const caCerts = isYaml ? at(parsed.toJS(), ["kappController", "config", "caCerts"]) : undefined;
  if (typeof caCerts === "string" && caCerts.trim() === caPem.trim()) return [];
  const isThere = caCerts !== undefined && caCerts !== "";
  const actual = isYaml ? (isThere ? "something else" : "nothing") : "no YAML";
  return [
    `${kind} ${metadata.name} values.yaml kappController.config.caCerts: expected Harbor's CA; actual ${actual}`,
  ];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined, // as: any object
    value,
  );
}
