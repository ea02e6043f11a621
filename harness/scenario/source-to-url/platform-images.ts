import type { AssetId } from "../../assets/index.ts";
import type { Toolbox } from "../../cluster/index.ts";
import type { BuilderImages } from "../../cluster/source-to-url/builder.ts";
import type { KpackImages } from "../../cluster/source-to-url/components.ts";
import type { Installation } from "../../cluster/source-to-url/installation.ts";
import { registryProject } from "../../cluster/source-to-url/names.ts";
import { trustInImage } from "../../procedures/source-to-url/trust-in-image.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { deliverImage } from "../../workloads/images/deliver-image.ts";
import type { LabParts } from "../lab/lab-parts.ts";
import { buildpackImages, kpackProcesses } from "./source-to-url-assets.ts";
import type { TrustPlace } from "./trust-places.ts";

export interface PlatformImagesInput {
  readonly installation: Installation;
  readonly parts: Pick<LabParts, "context" | "image">;
  readonly harbor: Promise<HarborEndpoint & { readonly caPem: string }>;
  readonly toolbox: Promise<Toolbox>;
  /** Done when the registry has its private project. */
  readonly record: Promise<unknown>;
  /** Who gets the CA. */
  readonly trusts: (place: TrustPlace) => boolean;
}

/** Their names in the registry, when they are there. */
export interface PlatformImages {
  readonly kpackImages: Promise<KpackImages>;
  readonly store: Promise<readonly string[]>;
  readonly stack: Promise<BuilderImages["stack"]>;
}

/** Plans how everything comes into the registry that is built with, each image with the CA in it that needs one. */
export function planPlatformImages(input: PlatformImagesInput): PlatformImages {
  const { installation, parts, harbor, toolbox, record, trusts } = input;
  const { context, image } = parts;
  /** Pushes an image of the catalogue, with the CA in it where it is told to. */
  const deliver = async (id: AssetId, repository: string, { trusting }: { readonly trusting: boolean }) => {
    const [registry, box] = await Promise.all([harbor, toolbox]);
    const { caPem } = registry;
    const derived = { by: caPem, make: () => trustInImage({ image: image(id), caPem, context }) };
    return deliverImage({
      ...{ toolbox: box, harbor: registry, context, image: image(id) },
      repository: `${registryProject}/${repository}`,
      ...(trusting ? { derived } : {}),
    });
  };
  // The project is there when its robot is known.
  const kpackImages = installation.step("kpack's images are in Harbor", [record], async () => ({
    lifecycle: await deliver("lifecycle-image", "kpack/lifecycle", { trusting: false }),
    buildInit: await deliver(kpackProcesses.buildInit, "kpack/build-init", {
      trusting: trusts("build-init"),
    }),
    completion: await deliver(kpackProcesses.completion, "kpack/completion", {
      trusting: trusts("completion"),
    }),
    rebase: await deliver(kpackProcesses.rebase, "kpack/rebase", { trusting: trusts("rebase") }),
  }));
  const store = installation.step("the buildpacks are in Harbor", [kpackImages], async () => {
    const names: string[] = [];
    for (const [id, asset] of Object.entries(buildpackImages))
      names.push(await deliver(asset, id.replace("tkglab/", "buildpacks/"), { trusting: false }));
    return names;
  });
  const stack = installation.step("the stack is in Harbor", [record], async () => {
    // One after the other: they share layers, which then are sent once.
    const run = await deliver("stack-run", "stack/run", { trusting: trusts("stack-run") });
    return {
      id: "io.tkglab.stacks.bookworm",
      run,
      build: await deliver("stack-build", "stack/build", { trusting: trusts("stack-build") }),
    };
  });
  return { kpackImages, store, stack };
}
