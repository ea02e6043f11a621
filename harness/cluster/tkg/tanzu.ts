import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { RunContext } from "../../core/run-context.ts";
import type { NodeSystem } from "../node.ts";
import type { AddonSources } from "./addons.ts";
import { createCluster } from "./create-cluster.ts";
import { deleteCluster } from "./delete-cluster.ts";
import type { ClusterRef } from "./machines.ts";
import type { ManagementCluster } from "./management-cluster.ts";
import { type ClusterConfig, readClusterConfig } from "./operator/cluster-config.ts";
import type { ConfigHome } from "./operator/config-home.ts";
import { type ClusterImages, renderCluster } from "./operator/render-cluster.ts";
import type { WorkloadCluster } from "./workload-cluster.ts";

export interface TanzuInput {
  readonly context: RunContext;
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
  readonly home: ConfigHome;
  /** The ytt binary. */
  readonly ytt: string;
  readonly images: ClusterImages;
  readonly addons: AddonSources;
  /** Told of a cluster before it is created: from then on somebody has to see that it goes. */
  readonly owns?: (cluster: ClusterRef) => void;
}

/** What an operator writes into `clusterconfigs/<name>.yaml`. */
export interface ClusterVariables {
  readonly CLUSTER_NAME: string;
  readonly OS_NAME: NodeSystem;
  readonly [variable: string]: string | number;
}

/**
 * The commands of the Tanzu CLI, carried out against one management cluster with one configuration folder (seed 000).
 * Errors are those of the functions behind them.
 */
export class Tanzu {
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
  readonly home: ConfigHome;
  readonly #input: TanzuInput;

  constructor(input: TanzuInput) {
    this.#input = input;
    this.management = input.management;
    this.home = input.home;
  }

  /** Writes a cluster configuration where an operator keeps it, and gives its path. */
  async writeClusterConfig(variables: ClusterVariables): Promise<string> {
    const file = join(this.home.clusterConfigs, `${variables.CLUSTER_NAME}.yaml`);
    await writeFile(file, stringify(variables));
    return file;
  }

  /** `tanzu cluster create -f FILE --dry-run`: the manifests and nothing else. */
  async dryRun(file: string): Promise<string> {
    return this.#render(await this.#read(file));
  }

  /** `tanzu cluster create -f FILE`. */
  async createCluster(file: string): Promise<WorkloadCluster> {
    const config = await this.#read(file);
    const { context, management, addons } = this.#input;
    const { name, namespace, os, variables } = config;
    const manifests = await this.#render(config);
    this.#input.owns?.({ name, namespace });
    return createCluster({
      ...{ context, management, addons, name, namespace, os },
      podCidr: String(variables.CLUSTER_CIDR),
      manifests,
      kubeconfig: this.kubeconfigOf(name),
    });
  }

  /** `tanzu cluster delete NAME`; its container, volumes and kubeconfig secret go too. */
  async deleteCluster(cluster: ClusterRef, signal = this.#input.context.signal): Promise<void> {
    await deleteCluster({ ...cluster, management: this.management, signal });
  }

  #read(file: string): Promise<ClusterConfig> {
    return readClusterConfig(file, this.home.providers);
  }

  #render(config: ClusterConfig): Promise<string> {
    const { ytt, home, images, context } = this.#input;
    return renderCluster({ ytt, home, config, images, signal: context.signal });
  }

  /** The file that gets a cluster's kubeconfig as soon as its API answers. */
  kubeconfigOf(cluster: string): string {
    return join(this.#input.context.secretsDir, `${cluster}.kubeconfig`);
  }
}
