import { join } from "node:path";
import type { AssetId } from "../../assets/index.ts";
import type { CreateManagementClusterInput } from "../../cluster/tkg/management-cluster.ts";
import type { LabParts } from "./lab-parts.ts";

/** What every management cluster is made of; which node image, and which line of Cluster API, is for the caller to say. */
export function managementParts(
  { image, folder, program }: Pick<LabParts, "image" | "folder" | "program">,
  which: { readonly image: AssetId; readonly clusterApi: AssetId },
): Omit<CreateManagementClusterInput, "context"> {
  const manifests = (id: AssetId) => join(folder(id), "manifests.yaml");
  return {
    image: image(which.image),
    guardImage: image("docker-guard"),
    kind: program("kind"),
    kubectl: program("kubectl"),
    manifests: {
      certManager: manifests("cert-manager-manifests"),
      clusterApi: manifests(which.clusterApi),
      kappController: manifests("kapp-controller-manifests"),
    },
  };
}

/** The image of load balancers as Cluster API's Docker provider wants it: the last part, haproxy, it adds by itself. */
export function loadBalancerImage(image: string): { readonly repository: string; readonly tag: string } {
  const tag = image.lastIndexOf(":");
  return { repository: image.slice(0, image.lastIndexOf("/")), tag: image.slice(tag + 1) };
}
