import { join } from "node:path";
import { stringify } from "yaml";
import { HarnessError } from "../../../core/errors.ts";
import { ytt, type YttInput } from "../../../tools/ytt/ytt.ts";
import type { NodeSystem } from "../../node.ts";
import type { ClusterConfig } from "./cluster-config.ts";
import { dockerProviders } from "./cluster-variables.ts";
import type { ConfigHome } from "./config-home.ts";

/** The images that a workload cluster is made of: the lab's matter, not the operator's. */
export interface ClusterImages {
  /** The Kubernetes in the nodes. */
  readonly kubernetesVersion: string;
  /** At least the one for the operating system that is asked for. */
  readonly nodes: Readonly<Partial<Record<NodeSystem, string>>>;
  /** The name without the last part, which the Docker provider says itself: `haproxy`. */
  readonly loadBalancer: { readonly repository: string; readonly tag: string };
}

export interface RenderClusterInput {
  /** The ytt binary. */
  readonly ytt: string;
  readonly home: ConfigHome;
  readonly config: ClusterConfig;
  readonly images: ClusterImages;
  readonly signal?: AbortSignal;
}

/**
 * What `tanzu cluster create --dry-run` prints: the objects of a workload cluster, as YAML documents. The same input
 * gives the same text.
 * @throws HarnessError `bad-input` with ytt's words when an overlay does not fit; as renderInput() does.
 */
export function renderCluster({
  ytt: binary,
  home,
  config,
  images,
  signal,
}: RenderClusterInput): Promise<string> {
  const doing = `Rendering the cluster ${config.name}`;
  return ytt(renderInput(home, config, images), { binary, doing, signal });
}

/**
 * What ytt gets: the templates of the providers in TKG's order, then the values of operator and lab.
 * @throws HarnessError `bad-input` when the lab has no nodes as the configuration wants them.
 */
export function renderInput(home: ConfigHome, config: ClusterConfig, images: ClusterImages): YttInput {
  const { kubernetesVersion } = config;
  const providers = dockerProviders[kubernetesVersion];
  if (
    providers === undefined ||
    images.nodes[config.os] === undefined ||
    images.kubernetesVersion !== kubernetesVersion
  ) {
    throw new HarnessError({
      code: "bad-input",
      message: `Rendering the cluster ${config.name}: this management cluster has no node image for ${config.os} with Kubernetes ${kubernetesVersion}`,
      hint: `it has ${Object.keys(images.nodes).join(" and ")} with KUBERNETES_VERSION ${images.kubernetesVersion}`,
    });
  }
  const values = {
    ...config.variables,
    LAB_NODE_IMAGES: images.nodes,
    LAB_LB_IMAGE_REPOSITORY: images.loadBalancer.repository,
    LAB_LB_IMAGE_TAG: images.loadBalancer.tag,
  };
  // missing_ok: the lab's own values are not among the operator's variables.
  const header = "#@data/values\n#@overlay/match-child-defaults missing_ok=True\n---\n";
  return {
    files: [
      join(home.providers, "config_default.yaml"),
      ...providers.map((provider) => join(home.providers, "infrastructure-docker", provider, "ytt")),
      join(home.providers, "ytt"),
    ],
    document: { name: "lab-values.yaml", text: `${header}${stringify(values)}` },
  };
}
