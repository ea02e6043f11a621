import { X509Certificate } from "node:crypto";
import type { Attempt } from "../../core/attempt.ts";

const stamp = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d UTC \d{4} (?=INFO: |ERROR: )/;
const link = /^(link \S+ => )[0-9a-f]{8}\.0$/;

/** What register-registry.sh says last, whatever the ending. */
export const end = "Cleaning up temporary files...";

/** The stages that it said, without their times; with `file`, also that a hash link was made of that file. */
export function stagesIn(text: string, file?: string): string[] {
  return text.split("\n").flatMap((line) => {
    if (stamp.test(line)) return [line.replace(stamp, "").replace(/^INFO: /, "")];
    const [, linked] = link.exec(line) ?? [];
    return file !== undefined && linked === `link ${file} => ` ? [`${linked}HASH.0`] : [];
  });
}

/** What it says before the first node is met. */
export function stagesUntilTheKey(nodes: readonly string[]): string[] {
  return [
    "Supervisor cluster is ready!",
    "Getting TKC Kubernetes API token...",
    "TKC Kubernetes API token is valid!",
    "Getting the IPs of the nodes in the cluster...",
    `The nodes IPs are: ${nodes.join(",")}`,
    "Getting Supervisor Cluster Kubernetes API token...",
    "Supervisor Cluster Kubernetes API token is valid!",
    "Getting the TKC nodes SSH private key from the supervisor cluster...",
    "TKC SSH private key retrieved successfully!",
  ];
}

export interface ExpectedStages {
  /** The internal IPs of all nodes, in the order of their names. */
  readonly nodes: readonly string[];
  /** Those on which the CA is there already; none unless told. */
  readonly already?: readonly string[];
  /** The CA that the registry gives out, PEM. */
  readonly caPem: string;
  /** Where it gives it out. */
  readonly caUrl: string;
}

/** All stages of a run that succeeds, in the order of seed 003: the CA on every node first, then containerd. */
export function stagesOfSuccess({ nodes, already = [], caPem, caUrl }: ExpectedStages): string[] {
  const changed = nodes.filter((node) => !already.includes(node));
  const { fingerprint256 } = new X509Certificate(caPem);
  return [
    ...stagesUntilTheKey(nodes),
    `Certificate of the registry: sha256 Fingerprint=${fingerprint256}`,
    ...nodes.flatMap((node) => [
      `Adding registry to the node '${node}'...`,
      ...(already.includes(node)
        ? [`Registry was there already, nothing changed on the node '${node}'`]
        : [`link ${certificateFile(caUrl)} => HASH.0`, "Registry added successfully!"]),
    ]),
    ...changed.flatMap((node) => [
      `Restarting ContainerD on node '${node}'...`,
      "ContainerD daemon restarted successfully!",
    ]),
    ...(changed.length === 0 ? ["No node was changed: no ContainerD needs a restart"] : []),
    end,
  ];
}

/** Succeeds when the script did and its stages are those, in this order; else the text says which ones differ. */
export function checkStages(attempt: Attempt, expected: ExpectedStages): Attempt {
  const wanted = stagesOfSuccess(expected);
  const said = stagesIn(attempt.text, certificateFile(expected.caUrl));
  const place = wanted.findIndex((stage, index) => said[index] !== stage);
  if (place === -1 && said.length === wanted.length) return attempt;
  const at = place === -1 ? wanted.length : place;
  const differ = `stage ${at + 1} should be: ${wanted[at] ?? "(none)"}; actual: ${said[at] ?? "(none)"}`;
  return { ...attempt, succeeded: false, text: `${differ}\n${attempt.text}` };
}

/** What the script calls the certificate on a node: by the registry's host. */
function certificateFile(caUrl: string): string {
  return `${new URL(caUrl).hostname}.crt`;
}
