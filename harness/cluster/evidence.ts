import { execInContainer } from "../tools/docker/containers.ts";
import type { KindCluster } from "./kind/create-kind-cluster.ts";

/** Something that explains a failure, read when it is needed. */
export interface EvidenceSource {
  /** A file name. */
  readonly name: string;
  readonly read: () => Promise<string>;
}

const admin = ["kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf"];

/** Commands whose output explains what a node did, by the name of the file that keeps it. */
const ofNode: Readonly<Record<string, readonly string[]>> = {
  "journal.log": ["journalctl", "--no-pager", "--lines", "5000"],
  "containerd.log": ["journalctl", "--no-pager", "--unit", "containerd"],
  "kubelet.log": ["journalctl", "--no-pager", "--unit", "kubelet"],
  "containerd-info.json": ["crictl", "info"],
  // The fingerprint of every trust anchor that OpenSSL and Go read, with its file and subject.
  "trust-store.txt": [
    "sh",
    "-c",
    'for f in /etc/ssl/certs/*.pem /etc/ssl/certs/*.crt /usr/local/share/ca-certificates/*.crt; do [ -f "$f" ] && echo "$f $(openssl x509 -in "$f" -noout -fingerprint -sha256 -subject 2>&1 | tr "\\n" " ")"; done; ls -l /etc/ssl/certs | grep -e "->"',
  ],
};

/** Commands whose output explains what a cluster did; Secrets are not among them. */
const ofCluster: Readonly<Record<string, readonly string[]>> = {
  "pods.txt": [...admin, "get", "pods", "--all-namespaces", "--output", "wide"],
  "pods-described.txt": [...admin, "describe", "pods", "--all-namespaces"],
  "events.txt": [...admin, "get", "events", "--all-namespaces", "--sort-by", ".lastTimestamp"],
  "nodes-described.txt": [...admin, "describe", "nodes"],
};

/** What can be known of a cluster after something went wrong in it. */
export function clusterEvidence({ name, nodes }: Pick<KindCluster, "name" | "nodes">): EvidenceSource[] {
  return [
    ...nodes.flatMap((node) => sources(node.name, node.name, ofNode)),
    ...sources(name, nodes[0].name, ofCluster),
  ];
}

function sources(
  prefix: string,
  container: string,
  commands: Readonly<Record<string, readonly string[]>>,
): EvidenceSource[] {
  return Object.entries(commands).map(([file, command]) => ({
    name: `${prefix}-${file}`,
    read: async () => {
      const { stdout, stderr } = await execInContainer(container, command);
      return `${stdout}\n${stderr}`;
    },
  }));
}
