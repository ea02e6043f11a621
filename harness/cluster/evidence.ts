import { docker, dockerOk } from "../tools/docker/docker.ts";
import { execInContainer } from "../tools/docker/containers.ts";
import type { KindCluster } from "./kind/create-kind-cluster.ts";
import { kindClusterLabel } from "./kind/remove-kind-cluster.ts";
import type { ManagementCluster } from "./tkg/management-cluster.ts";
import { loadBalancerOf } from "./tkg/workload-kubeconfig.ts";

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

/** Commands whose output explains what kapp-controller did. */
const ofKappController: Readonly<Record<string, readonly string[]>> = {
  "apps.yaml": [...admin, "get", "apps", "--all-namespaces", "--output", "yaml"],
  "package-installs.yaml": [...admin, "get", "packageinstalls", "--all-namespaces", "--output", "yaml"],
  "kapp-controller.log": [
    ...[...admin, "logs", "--namespace", "tkg-system", "deployment/kapp-controller", "--all-containers"],
  ],
};

/** What can be known of packages after something went wrong with one. */
export function packagesEvidence({ name, nodes }: Pick<KindCluster, "name" | "nodes">): EvidenceSource[] {
  return sources(name, nodes[0].name, ofKappController);
}

/** Commands whose output explains what a management cluster did with its clusters. */
const ofManagement: Readonly<Record<string, readonly string[]>> = {
  "clusters-described.txt": [
    ...[...admin, "describe", "--all-namespaces"],
    "clusters,kubeadmcontrolplanes,machinedeployments,machines,dockerclusters,dockermachines",
  ],
  ...ofKappController,
  ...Object.fromEntries(
    [
      ["capi-system", "capi"],
      ["capi-kubeadm-bootstrap-system", "capi-kubeadm-bootstrap"],
      ["capi-kubeadm-control-plane-system", "capi-kubeadm-control-plane"],
      ["capd-system", "capd"],
    ].map(([namespace = "", name = ""]) => [
      `${name}.log`,
      [...admin, "logs", "--namespace", namespace, `deployment/${name}-controller-manager`],
    ]),
  ),
};

/** What can be known of a management cluster after something went wrong with one of its clusters. */
export function managementEvidence({ name, node }: ManagementCluster): EvidenceSource[] {
  return [
    ...sources(name, node, ofCluster),
    ...sources(name, node, ofManagement),
    ...sources(name, node, ofNode),
  ];
}

/** What can be known of a workload cluster: its machines are found in Docker, whatever its API server says. */
export async function workloadEvidence(cluster: string): Promise<EvidenceSource[]> {
  const containers = await containersOfCluster(cluster);
  const machines = containers.filter((name) => name !== loadBalancerOf(cluster));
  const controlPlane = machines.find((name) => name.includes("-control-plane-"));
  return [
    ...machines.flatMap((name) => sources(name, name, ofNode)),
    // What systemd and the boot before it have printed, also of a machine that is dead.
    ...containers.map((name) => containerEvidence(name, "machine")),
    ...(controlPlane === undefined
      ? []
      : [...sources(cluster, controlPlane, ofCluster), ...sources(cluster, controlPlane, ofKappController)]),
  ];
}

/** What a container has printed since it started, as `<container>-<what>.log`. */
export function containerEvidence(container: string, what: string): EvidenceSource {
  return { name: `${container}-${what}.log`, read: () => containerLog(container) };
}

async function containerLog(container: string): Promise<string> {
  const { stdout, stderr } = await docker(["logs", container]);
  return `${stdout}\n${stderr}`;
}

async function containersOfCluster(cluster: string): Promise<string[]> {
  const out = await dockerOk(`Looking for the machines of cluster ${cluster}`, [
    ...["ps", "--all", "--filter", `label=${kindClusterLabel}=${cluster}`, "--format", "{{.Names}}"],
  ]);
  return out.split("\n").filter((name) => name !== "");
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
