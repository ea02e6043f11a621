import { namespaces } from "../../cluster/source-to-url/names.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** The image that kpack built last for an application, by its digest: `kubectl get image NAME` (seed 002). */
export function appImage(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<string> {
  const { cluster, name } = input;
  return kubectlOk(
    `Reading the image of ${name}`,
    [
      ...["get", "image.kpack.io", name, "--namespace", namespaces.workloads],
      ...["--output", "jsonpath={.status.latestImage}"],
    ],
    cluster.kubectl,
  );
}
