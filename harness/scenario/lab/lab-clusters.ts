import { join } from "node:path";
import type { AssetId } from "../../assets/index.ts";
import {
  checkHermetic,
  createKindCluster,
  type KindCluster,
  type NodeSystem,
  type Toolbox,
} from "../../cluster/index.ts";
import { installKappController } from "../../cluster/packages/install-kapp-controller.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import type { LabParts } from "./lab-parts.ts";
import { kappControllerManifests, type KappControllerLine } from "../package-assets.ts";

/** A cluster with a jumpbox that holds its key. */
export interface LabCluster extends KindCluster {
  readonly jumpbox: Toolbox;
}

export interface StartLabClusterInput {
  readonly parts: Pick<LabParts, "context" | "image" | "program">;
  readonly jumpbox: Toolbox;
  readonly os: NodeSystem;
  /** The node image. */
  readonly image: AssetId;
  /** Told of the cluster as soon as it stands. */
  readonly owns: (cluster: KindCluster) => void;
}

/** Starts a kind cluster of one operating system, proves that it keeps its traffic to itself, and opens its nodes. */
export async function startLabCluster(input: StartLabClusterInput): Promise<LabCluster> {
  const { parts, jumpbox, os } = input;
  const { context } = parts;
  const cluster = await createKindCluster({
    context,
    os,
    image: parts.image(input.image),
    kind: parts.program("kind"),
  });
  input.owns(cluster);
  await Promise.all([
    jumpbox.takeKey(cluster.sshKeyFile),
    ...cluster.nodes.map((node) => checkHermetic(node, context.signal)),
  ]);
  return Object.assign(cluster, { jumpbox });
}

export interface LabPackageClusterInput {
  /** 0.41 unless told, which follows changes of its configuration; earlier ones read it once. */
  readonly kappController?: KappControllerLine;
}

/** A cluster on which packages can be installed. */
export interface LabPackageCluster extends LabCluster {
  readonly kubectl: KubectlOptions;
}

/** Makes a cluster one on which packages can be installed. */
export async function withKappController(
  parts: Pick<LabParts, "context" | "folder" | "program">,
  cluster: LabCluster,
  line: KappControllerLine,
): Promise<LabPackageCluster> {
  const { kubeconfig } = cluster;
  const kubectl = { binary: parts.program("kubectl"), kubeconfig, signal: parts.context.signal };
  await installKappControllerLine(parts, kubectl, line);
  return Object.assign(cluster, { kubectl });
}

/** Installs kapp-controller on a cluster, in place of another that may be there. */
export async function installKappControllerLine(
  { folder }: Pick<LabParts, "folder">,
  kubectl: KubectlOptions,
  line: KappControllerLine,
): Promise<void> {
  await installKappController(join(folder(kappControllerManifests[line]), "manifests.yaml"), kubectl);
}
