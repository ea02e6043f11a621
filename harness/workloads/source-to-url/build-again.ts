import { namespaces } from "../../cluster/source-to-url/names.ts";
import { systemClock } from "../../core/clock.ts";
import { HarnessError } from "../../core/errors.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** kpack's own annotation: a Build that has it is followed by another one. */
const additionalBuildNeeded = "image.kpack.io/additionalBuildNeeded";

/**
 * Has kpack build an application again: it tries no failed Build a second time by itself.
 * @throws HarnessError `check` when there is no Build that another could follow
 */
export async function buildAgain(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<void> {
  const { cluster, name } = input;
  const namespace = ["--namespace", namespaces.workloads];
  // The Image names its last Build only some time after that has begun.
  const build = await kubectlOk(
    `Looking for the last Build of ${name}`,
    [
      ...["get", "build.kpack.io", ...namespace, "--selector", `image.kpack.io/image=${name}`],
      ...["--sort-by", "{.metadata.creationTimestamp}", "--output", "jsonpath={.items[-1:].metadata.name}"],
    ],
    cluster.kubectl,
  );
  if (build === "") {
    throw new HarnessError({
      code: "check",
      message: `Having ${name} built again: kpack has not begun a Build of it yet`,
      hint: `kubectl describe image.kpack.io ${name}`,
    });
  }
  const token = new Date(systemClock.now()).toISOString();
  await kubectlOk(
    `Having ${name} built again`,
    ["annotate", "build.kpack.io", build, ...namespace, `${additionalBuildNeeded}=${token}`, "--overwrite"],
    cluster.kubectl,
  );
}
