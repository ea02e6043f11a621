import type { ClusterNode, NodeSystem } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { execInContainerOk } from "../../tools/docker/containers.ts";

/** Where the overlay of seed 000 leaves the CA on a node. */
const caFile: Readonly<Record<NodeSystem, string>> = {
  photon: "/etc/ssl/certs/harbor-ca.pem",
  ubuntu: "/usr/local/share/ca-certificates/tkg-custom-ca.crt",
};

/** Prints when containerd was started and when the CA was written, in seconds, and how often containerd was restarted. */
const script = [
  "started=$(systemctl show containerd --property ActiveEnterTimestamp --value --timestamp=us+utc)",
  "restarts=$(systemctl show containerd --property NRestarts --value)",
  'echo "$(date -d "$started" +%s.%6N) $(stat --format %.6Y "$1") $restarts"',
].join(" && ");

/**
 * Why the overlay needs no restart of containerd: it has been running since before the CA came, and reads the trust
 * store at its first TLS connection, which is later. Succeeds when that is how it was.
 */
export async function checkContainerdStart({ node }: { readonly node: ClusterNode }): Promise<Attempt> {
  const file = caFile[node.os];
  const out = await execInContainerOk(`Asking ${node.name} when containerd was started`, node.name, [
    ...["sh", "-c", script, "sh", file],
  ]);
  return judgeStart(out, file);
}

/** The same from what the script has printed. */
export function judgeStart(out: string, file: string): Attempt {
  const [started = Number.NaN, written = Number.NaN, restarts = Number.NaN] = out
    .trim()
    .split(" ")
    .map(Number);
  const seconds = (written - started).toFixed(1);
  return {
    command: `systemctl show containerd; stat ${file}`,
    succeeded: written > started && restarts === 0,
    text: `the CA came ${seconds} s after containerd was started; since then containerd was restarted ${restarts} times`,
  };
}
