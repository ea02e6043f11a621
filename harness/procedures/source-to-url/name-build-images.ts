import type { Kube } from "../../cluster/index.ts";
import type { BuilderImages } from "../../cluster/source-to-url/builder.ts";
import {
  configureKpackImages,
  kpackControllerRolledOut,
  kpackImageConfigMaps,
  type KpackImages,
} from "../../cluster/source-to-url/components.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { builderReady } from "./builder-ready.ts";

/** The images that run in build Pods. Each brings its own trust store, which nothing from outside gets into. */
export interface BuildImages {
  readonly kpack: KpackImages;
  readonly stack: Pick<BuilderImages["stack"], "build" | "run">;
}

interface Cluster {
  readonly cluster: { readonly kubectl: KubectlOptions; readonly kube: Pick<Kube, "follow"> };
}

const namespace = namespaces.kpack;
const stack = "clusterstack/base";

/** Which images are named now. */
export async function readBuildImages({
  cluster: { kubectl },
}: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<BuildImages> {
  const named = (object: string, path: string) =>
    kubectlOk(
      `Reading which image ${object} names`,
      ["get", object, "--namespace", namespace, "--output", `jsonpath={${path}}`],
      kubectl,
    );
  const ofKpack = (part: keyof KpackImages) =>
    named(`configmap/${kpackImageConfigMaps[part]}`, ".data.image");
  return {
    kpack: {
      buildInit: await ofKpack("buildInit"),
      completion: await ofKpack("completion"),
      rebase: await ofKpack("rebase"),
      lifecycle: await ofKpack("lifecycle"),
    },
    stack: {
      build: await named(stack, ".spec.buildImage.image"),
      run: await named(stack, ".spec.runImage.image"),
    },
  };
}

/**
 * Has builds run in these images, as kpack's documentation has it for those that trust a CA: its own are named in
 * ConfigMaps, which its controller reads at its start, those of the stack in the ClusterStack, which becomes a builder.
 * Where they are named already, nothing happens.
 * @throws HarnessError `timeout` with what kpack says of the builder; what kubectlOk() throws
 */
export async function nameBuildImages({
  cluster,
  images,
}: Cluster & { readonly images: BuildImages }): Promise<void> {
  const { kubectl } = cluster;
  await configureKpackImages(images.kpack, kubectl);
  await kpackControllerRolledOut(kubectl);
  const { build, run } = images.stack;
  const spec = { buildImage: { image: build }, runImage: { image: run } };
  const generation = await kubectlOk(
    "Naming the images of the stack",
    [
      ...["patch", stack, "--type", "merge", "--patch", JSON.stringify({ spec })],
      ...["--output", "jsonpath={.metadata.generation}"],
    ],
    kubectl,
  );
  await builderReady({ cluster, stackGeneration: Number(generation) });
}
