import type { NodeSystem, Tanzu } from "../../cluster/index.ts";
import { type CaFinding, checkCa, inspectCa } from "../../cluster/tkg/operator/check-ca.ts";
import type { Attempt } from "../../core/attempt.ts";

/**
 * Looks at harbor-ca.pem as `tkglab tanzu cluster create` does before a cluster is touched: what would leave a cluster
 * without trust is refused, what is merely odd is said.
 */
export async function checkCaFile(input: {
  readonly tanzu: Tanzu;
  readonly os: NodeSystem;
}): Promise<Attempt> {
  return attempt(await checkCa(input.tanzu.home, input.os));
}

/** The same for a text that is to become harbor-ca.pem, or kapp-controller's caCerts. */
export function checkCaText(input: { readonly text: string; readonly os: NodeSystem }): Promise<Attempt> {
  return Promise.resolve(attempt(inspectCa({ file: "harbor-ca.pem", ...input })));
}

function attempt(findings: readonly CaFinding[]): Attempt {
  const text = findings.map(({ level, message }) => `${level}: ${message}`).join("\n");
  return {
    command: "tkglab tanzu cluster create: the CA file",
    succeeded: findings.every(({ level }) => level === "warning"),
    text: text === "" ? "nothing is wrong with it" : text,
  };
}
