import type { NodeSystem, Tanzu } from "../cluster/index.ts";
import { checkCa } from "../cluster/tkg/operator/check-ca.ts";
import type { Attempt } from "../core/attempt.ts";

/**
 * Looks at harbor-ca.pem as `tkglab tanzu cluster create` does before a cluster is touched: what would leave a cluster
 * without trust is refused, what is merely odd is said.
 */
export async function checkCaFile(input: {
  readonly tanzu: Tanzu;
  readonly os: NodeSystem;
}): Promise<Attempt> {
  const findings = await checkCa(input.tanzu.home, input.os);
  const text = findings.map(({ level, message }) => `${level}: ${message}`).join("\n");
  return {
    command: "tkglab tanzu cluster create: the CA file",
    succeeded: findings.every(({ level }) => level === "warning"),
    text: text === "" ? "nothing is wrong with it" : text,
  };
}
