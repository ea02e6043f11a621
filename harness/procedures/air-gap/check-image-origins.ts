import type { ClusterNode, Kube, V1Pod } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { execInContainerOk } from "../../tools/docker/containers.ts";

/** What `crictl images` says. */
interface ImageList {
  readonly images: readonly {
    readonly repoTags: readonly string[];
    readonly repoDigests: readonly string[];
  }[];
}

/** The names of all images that lie in a cluster's nodes now. */
export async function imagesInNodes(input: {
  readonly cluster: { readonly nodes: readonly ClusterNode[] };
}): Promise<readonly string[]> {
  const lists = await Promise.all(
    input.cluster.nodes.map(async ({ name }) => {
      const list = ["crictl", "images", "--output", "json"];
      // as: it is what crictl prints.
      const { images } = JSON.parse(
        await execInContainerOk(`Listing the images of ${name}`, name, list),
      ) as ImageList;
      return images.flatMap(({ repoTags, repoDigests }) => [...repoTags, ...repoDigests]);
    }),
  );
  return [...new Set(lists.flat())];
}

/** Succeeds when each image of every Pod comes from a registry, or lay in the nodes before; one line for each image. */
export async function checkImageOrigins(input: {
  readonly cluster: { readonly kube: Pick<Kube, "core"> };
  readonly harbor: Pick<HarborEndpoint, "host">;
  /** What imagesInNodes() said then. */
  readonly preloaded: readonly string[];
}): Promise<Attempt> {
  const { cluster, harbor, preloaded } = input;
  const pods = (await cluster.kube.core.listPodForAllNamespaces()).items;
  const images = [...new Set(pods.flatMap(imagesOf))].toSorted();
  const originOf = (image: string) => {
    if (image.startsWith(`${harbor.host}/`)) return harbor.host;
    return preloaded.includes(image) ? "in the node before" : undefined;
  };
  return {
    command: "kubectl get pods --all-namespaces --output jsonpath={..image}",
    succeeded: images.length > 0 && images.every((image) => originOf(image) !== undefined),
    text: images.map((image) => `${image}: ${originOf(image) ?? "from elsewhere"}`).join("\n"),
  };
}

function imagesOf({ spec }: V1Pod): string[] {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return containers.flatMap(({ image }) => (image === undefined ? [] : [image]));
}
