import { HarnessError } from "../../core/errors.ts";

/**
 * Whether a kubelet renews its own client certificate, from what `grep rotate /var/lib/kubelet/config.yaml` printed on
 * its node. Where nothing is said it does not: that is the kubelet's default, and kubeadm writes `true`.
 * @throws HarnessError `tool-failed` when it is said twice, or neither true nor false
 */
export function readRotateCertificates(text: string): boolean {
  const lines = text.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line.startsWith("rotateCertificates"));
  if (said.length === 0) return false;
  const [, value] = /^rotateCertificates: *(true|false)$/.exec(said.join("\n")) ?? [];
  if (value !== undefined) return value === "true";
  throw new HarnessError({
    code: "tool-failed",
    message: `Reading rotateCertificates from /var/lib/kubelet/config.yaml: it is neither true nor false: ${said.join("; ")}`,
    hint: "on the node: sudo grep rotate /var/lib/kubelet/config.yaml",
  });
}
