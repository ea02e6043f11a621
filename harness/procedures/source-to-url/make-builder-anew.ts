import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

const builder = "clusterbuilder/base";

/** What people write of a ClusterBuilder. */
interface ClusterBuilder {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly order: readonly unknown[] };
}

/**
 * Deletes the builder and makes it again with the group first that was second, so that it is another image each time. A
 * builder that could be made once stays Ready, whatever happens later.
 */
export async function makeBuilderAnew(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<void> {
  const { kubectl } = input.cluster;
  const text = await kubectlOk("Reading the builder", ["get", builder, "--output", "json"], kubectl);
  const { apiVersion, kind, metadata, spec } = JSON.parse(text) as ClusterBuilder; // as: that was asked for
  const { name } = metadata;
  const order = [...spec.order.slice(1), ...spec.order.slice(0, 1)];
  const anew = { apiVersion, kind, metadata: { name }, spec: { ...spec, order } };
  await kubectlOk("Deleting the builder", ["delete", builder], kubectl);
  await applyObjects("the builder", listOf([anew]), kubectl);
}
