import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterApiLine } from "../../assets/catalogue/cluster-api.ts";
import { holdLock } from "../../assets/lock.ts";
import type { AssetId } from "../../assets/index.ts";
import { type NodeSystem, removeKindCluster, Tanzu, type Toolbox } from "../../cluster/index.ts";
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
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import { labIdOf } from "./lab-names.ts";
import type { LabParts } from "./lab-parts.ts";
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
  const loadBalancer = image("haproxy");
  const tag = loadBalancer.lastIndexOf(":");
  const { kubernetesVersion, nodes } = tkgLines[clusterApi];
  const clusters: ClusterRef[] = [];
  const tanzu: Tanzu = new Tanzu({
    context,
    owns: (cluster) => {
      clusters.push(cluster);
      parts.defer(() => removeCluster(tanzu, cluster, parts));
    },
    management,
    home,
    ytt: program("ytt"),
    images: {
      kubernetesVersion,
      nodes: Object.fromEntries(Object.entries(nodes).map(([os, id]) => [os, image(id)])),
      loadBalancer: {
        // The Docker provider adds the last part, haproxy, by itself.
        repository: loadBalancer.slice(0, loadBalancer.lastIndexOf("/")),
        tag: loadBalancer.slice(tag + 1),
      },
    },
    addons: { kappControllerTemplates: folder("kapp-controller-templates") },
  });
  return { tanzu, management, clusters };
}

/**
 * Deletes a cluster as an operator does, and its containers where the management cluster no longer can. After Ctrl-C
 * the management cluster goes too, and everything of the run with it, unless something of the run is kept: it would go on
 * making machines.
 */
async function removeCluster(
  tanzu: Tanzu,
  cluster: ClusterRef,
  { context, settings }: Pick<LabParts, "context" | "settings">,
): Promise<void> {
  const reason: unknown = context.signal.reason;
  const isInterrupted = reason instanceof HarnessError && reason.code === "interrupted";
  if (isInterrupted && settings.keep === "never") return;
  const { limit, name: budget } = budgets.clusterDelete;
  const late = new HarnessError({
    code: "timeout",
    message: `Deleting cluster ${cluster.name}: not within ${limit / 1000} s (budget ${budget}); its containers are taken away`,
  });
  const deadline = AbortSignal.timeout(limit);
  try {
    await tanzu.deleteCluster(cluster, deadline);
  } catch (error) {
    if (deadline.aborted) throw late;
    // A management cluster that is gone brings no machine back: taking the containers away is enough.
    if (!(error instanceof HarnessError) || error.code !== "unreachable") throw error;
  } finally {
    await removeKindCluster(cluster.name);
  }
}

/**
 * The one management cluster of a run and a line of Cluster API: scenarios cannot disturb each other there, each has
 * clusters of its own. Who comes first creates it; it goes with the run.
 */
async function sharedManagementCluster(parts: LabParts, line: ClusterApiLine): Promise<ManagementCluster> {
  const { settings, context } = parts;
  const shared = managementContext(settings, context, line);
  await mkdir(shared.secretsDir, { recursive: true, mode: 0o700 });
  await using _lock = await holdLock(join(settings.secretsDir, managementId(line)), context);
  const kubectl = parts.program("kubectl");
  const opened = await openManagementCluster(shared, kubectl);
  return opened ?? (await newManagementCluster(shared, parts, line));
}

/** What the management cluster of a run is started with, whichever scenario needs it first. */
export function managementContext(
  settings: RunSettings,
  context: RunContext,
  line: ClusterApiLine = "1.3",
): RunContext {
  const labId = labIdOf(settings.runId, managementId(line));
  return {
    ...context,
    labId,
    ownership: { ...context.ownership, scenarioId: "" },
    secretsDir: join(settings.secretsDir, labId),
  };
}

function managementId(line: ClusterApiLine): string {
  return line === "1.3" ? "management" : `management-${line}`;
}

/** A management cluster from the catalogue's images. */
export function newManagementCluster(
  context: RunContext,
  { image, folder, program }: Pick<LabParts, "image" | "folder" | "program">,
  line: ClusterApiLine,
): Promise<ManagementCluster> {
  const manifests = (id: AssetId) => join(folder(id), "manifests.yaml");
  return createManagementCluster({
    context,
    image: image(tkgLines[line].management),
    guardImage: image("docker-guard"),
    kind: program("kind"),
    kubectl: program("kubectl"),
    manifests: {
      certManager: manifests("cert-manager-manifests"),
      clusterApi: manifests(tkgLines[line].manifests),
      kappController: manifests("kapp-controller-manifests"),
    },
  });
}
