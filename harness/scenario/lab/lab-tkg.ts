import { join } from "node:path";
import type { ClusterApiLine } from "../../assets/catalogue/cluster-api.ts";
import { type NodeSystem, Tanzu, type Toolbox } from "../../cluster/index.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import {
  addCustomCa,
  addCustomizations,
  type ConfigHome,
  createConfigHome,
  openConfigHome,
  putCa,
  type TkgVersion,
} from "../../cluster/tkg/operator/config-home.ts";
import {
  createManagementCluster,
  type ManagementCluster,
  openManagementCluster,
} from "../../cluster/tkg/management-cluster.ts";
import type { RunContext } from "../../core/run-context.ts";
import type { LabParts } from "./lab-parts.ts";
import { loadBalancerImage, managementParts } from "./management-parts.ts";
import { removeCluster } from "./remove-cluster.ts";
import { contextOfRun, sharedByRun } from "./shared-by-run.ts";
import type { RunSettings } from "../settings.ts";
import { tkgLines } from "../tkg-assets.ts";

export interface LabTkgInput {
  /** The version of TKG whose folders the operator uses: 1.4 unless told. */
  readonly version?: TkgVersion;
  /** The line of Cluster API that the management cluster runs: 1.3 unless told, which rolls as TKG 1.x did. */
  readonly clusterApi?: ClusterApiLine;
}

/** An operator at work: the Tanzu CLI's commands, and a jumpbox that reaches the nodes' network. */
export interface LabTkg {
  readonly tanzu: Tanzu;
  readonly jumpbox: Toolbox;
  /**
   * Puts the overlay that makes clusters trust a CA into 03_customizations: ours, or the files of the folder that the
   * run was given (`--customizations`).
   */
  readonly customize: (os: NodeSystem, caPem: string) => Promise<void>;
}

/** Ours, unless the run brings its own; the CA is always this lab's. */
export async function customize(
  home: ConfigHome,
  {
    os,
    caPem,
    folder,
  }: { readonly os: NodeSystem; readonly caPem: string; readonly folder: string | undefined },
): Promise<void> {
  if (folder === undefined) return addCustomCa(home, os, caPem);
  await addCustomizations(home, folder);
  await putCa(home, caPem);
}

/** What a lab has to look after once somebody operates a management cluster in it. */
export interface OperatedTkg {
  readonly tanzu: Tanzu;
  readonly management: ManagementCluster;
  /** Those that were created, or begun; it grows. */
  readonly clusters: readonly ClusterRef[];
}

/** Standalone TKG: the run's management cluster, and a configuration folder of the scenario's own. */
export async function operateTkg(
  parts: LabParts,
  { version = "1.4", clusterApi = "1.3" }: LabTkgInput,
): Promise<OperatedTkg> {
  const { context, image, folder, program } = parts;
  const place = { dir: join(context.secretsDir, "home"), version };
  const [management, home] = await Promise.all([
    sharedManagementCluster(parts, clusterApi),
    // That of an environment that stands is the operator's by now.
    openConfigHome(place) ?? createConfigHome(place),
  ]);
  const { kubernetesVersion, nodes } = tkgLines[clusterApi];
  const clusters: ClusterRef[] = [];
  const tanzu: Tanzu = new Tanzu({
    context,
    owns: (cluster) => {
      clusters.push(cluster);
      parts.defer(() => removeCluster(cluster, (until) => tanzu.deleteCluster(cluster, until), parts));
    },
    management,
    home,
    ytt: program("ytt"),
    images: {
      kubernetesVersion,
      nodes: Object.fromEntries(Object.entries(nodes).map(([os, id]) => [os, image(id)])),
      loadBalancer: loadBalancerImage(image("haproxy")),
    },
    addons: { kappControllerTemplates: folder("kapp-controller-templates") },
  });
  return { tanzu, management, clusters };
}

/**
 * The one management cluster of a run and a line of Cluster API: scenarios cannot disturb each other there, each has
 * clusters of its own.
 */
function sharedManagementCluster(parts: LabParts, line: ClusterApiLine): Promise<ManagementCluster> {
  return sharedByRun(parts, managementId(line), {
    open: (context) => openManagementCluster(context, parts.program("kubectl")),
    create: (context) => newManagementCluster(context, parts, line),
  });
}

/** What the management cluster of a run is started with, whichever scenario needs it first. */
export function managementContext(
  settings: RunSettings,
  context: RunContext,
  line: ClusterApiLine = "1.3",
): RunContext {
  return contextOfRun(settings, context, managementId(line));
}

function managementId(line: ClusterApiLine): string {
  return line === "1.3" ? "management" : `management-${line}`;
}

/** A management cluster from the catalogue's images. */
export function newManagementCluster(
  context: RunContext,
  parts: Pick<LabParts, "image" | "folder" | "program">,
  line: ClusterApiLine,
): Promise<ManagementCluster> {
  const { management: image, manifests } = tkgLines[line];
  return createManagementCluster({ context, ...managementParts(parts, { image, clusterApi: manifests }) });
}
