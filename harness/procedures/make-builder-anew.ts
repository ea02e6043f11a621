import { applyObjects, listOf } from "../cluster/source-to-url/apply.ts";
import { kubectlOk, type KubectlOptions } from "../tools/kubectl/kubectl.ts";

const builder = "clusterbuilder/base";

/** What people write of a ClusterBuilder. */
interface ClusterBuilder {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly order: readonly unknown[] };
}

/**
 * Deletes the builder and makes it again, with its groups in the opposite order: an image that was not there before. A
 * builder that could be made once stays Ready, whatever happens later.
 */
export async function makeBuilderAnew(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<void> {
  const { kubectl } = input.cluster;
  const text = await kubectlOk("Reading the builder", ["get", builder, "--output", "json"], kubectl);
  const { apiVersion, kind, metadata, spec } = JSON.parse(text) as ClusterBuilder; // as: that was asked for
  const { name } = metadata;
  const anew = { apiVersion, kind, metadata: { name }, spec: { ...spec, order: spec.order.toReversed() } };
  await kubectlOk("Deleting the builder", ["delete", builder], kubectl);
  await applyObjects("the builder", listOf([anew]), kubectl);
}
