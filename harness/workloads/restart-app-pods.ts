import { namespaces } from "../cluster/source-to-url/names.ts";
import { kubectlOk, type KubectlOptions } from "../tools/kubectl/kubectl.ts";

/** Has an application's Pods made anew: the kubelet waits longer each time before it pulls an image again. */
export async function restartAppPods(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<void> {
  const selector = `app.kubernetes.io/part-of=${input.name},app.kubernetes.io/component=run`;
  await kubectlOk(
    `Restarting the Pods of ${input.name}`,
    ["delete", "pod", "--namespace", namespaces.workloads, "--selector", selector],
    input.cluster.kubectl,
  );
}
