import { type ClusterSummary, clustersAsYaml, type ListedCluster } from "../../cluster/tkg/list-clusters.ts";
import { isControlPlane, type Machine } from "../../cluster/tkg/machines.ts";
import { columns } from "./columns.ts";

/** In what form `tanzu cluster list` prints. */
export const outputs = ["table", "json", "yaml"] as const;
export type Output = (typeof outputs)[number];

const heading = [
  ...["NAME", "NAMESPACE", "STATUS", "CONTROLPLANE", "WORKERS", "KUBERNETES", "ROLES", "PLAN"],
];

/** What `tanzu cluster list` prints. */
export function clustersText(clusters: readonly ClusterSummary[], output: Output): string {
  switch (output) {
    case "table":
      return columns(heading, clusters.map(rowOf));
    case "json":
      return `${JSON.stringify(clusters, undefined, 2)}\n`;
    case "yaml":
      return clustersAsYaml(clusters);
  }
}

/** What `tanzu cluster get` prints: its line of the list, and its Machines. */
export function clusterText({ summary, machines }: ListedCluster): string {
  const details = columns(
    ["MACHINE", "ROLE", "STATUS", "ADDRESS", "KUBERNETES", "MESSAGE"],
    machines.map(machineRow),
  );
  return `${clustersText([summary], "table")}\nDetails:\n\n${details}`;
}

function rowOf(cluster: ClusterSummary): readonly string[] {
  const { name, namespace, status, controlplane, workers, kubernetes, roles, plan } = cluster;
  return [name, namespace, status, controlplane, workers, kubernetes, orNone(roles.join(",")), orNone(plan)];
}

function machineRow(machine: Machine): readonly string[] {
  const { metadata, spec, status = {} } = machine;
  const { phase = "Pending", addresses = [], conditions = [] } = status;
  const trouble = conditions.find(({ status: is, message = "" }) => is === "False" && message !== "");
  return [
    metadata.name,
    isControlPlane(machine) ? "control-plane" : "worker",
    phase.toLowerCase(),
    orNone(addresses.find(({ type }) => type === "InternalIP")?.address ?? ""),
    orNone(spec.version ?? ""),
    // On one line: the table would break.
    (trouble?.message ?? "").replaceAll(/\s+/g, " "),
  ];
}

function orNone(text: string): string {
  return text === "" ? "<none>" : text;
}
