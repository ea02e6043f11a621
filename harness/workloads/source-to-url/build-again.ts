import { namespaces } from "../../cluster/source-to-url/names.ts";
import { systemClock } from "../../core/clock.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** kpack's own annotation: a Build that has it is followed by another one. */
const additionalBuildNeeded = "image.kpack.io/additionalBuildNeeded";

/** Has kpack build an application again: it tries no failed Build a second time by itself. */
export async function buildAgain(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<void> {
  const { cluster, name } = input;
  const namespace = ["--namespace", namespaces.workloads];
  const latest = ["--output", "jsonpath={.status.latestBuildRef}"];
  const build = await kubectlOk(
    `Looking for the last Build of ${name}`,
    ["get", "image.kpack.io", name, ...namespace, ...latest],
    cluster.kubectl,
  );
  const token = new Date(systemClock.now()).toISOString();
  await kubectlOk(
    `Having ${name} built again`,
    ["annotate", "build.kpack.io", build, ...namespace, `${additionalBuildNeeded}=${token}`, "--overwrite"],
    cluster.kubectl,
  );
}
