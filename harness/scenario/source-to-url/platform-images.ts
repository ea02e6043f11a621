import type { Toolbox } from "../../cluster/index.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import type { KpackImages } from "../../cluster/source-to-url/components.ts";
import type { Installation } from "../../cluster/source-to-url/installation.ts";
import { registryProject } from "../../cluster/source-to-url/names.ts";
import { fetchBuilder } from "../../procedures/source-to-url/fetch-builder.ts";
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
  /** What is built with; ours unless told. */
  readonly builder?: BuilderParts | undefined;
}

/** Their names in the registry, when they are there. */
export interface PlatformImages {
  readonly kpackImages: Promise<KpackImages>;
  readonly builder: Promise<BuilderParts>;
}

/** Plans how everything comes into the registry that is built with, each image with the CA in it that needs one. */
export function planPlatformImages(input: PlatformImagesInput): PlatformImages {
  const { installation, parts, harbor, toolbox, record, trusts } = input;
  const { context } = parts;
  /** Pushes an image of this host's Docker, with the CA in it where it is told to. */
  const deliver = async (image: string, repository: string, { trusting }: { readonly trusting: boolean }) => {
    const [registry, box] = await Promise.all([harbor, toolbox]);
    const { caPem } = registry;
    const derived = { by: caPem, make: () => trustInImage({ image, caPem, context }) };
    return deliverImage({
      ...{ toolbox: box, harbor: registry, context, image },
      repository: `${registryProject}/${repository}`,
      ...(trusting ? { derived } : {}),
    });
  };
  // The project is there when its robot is known.
  const kpackImages = installation.step("kpack's images are in Harbor", [record], async () => ({
    lifecycle: await deliver(parts.image("lifecycle-image"), "kpack/lifecycle", { trusting: false }),
    buildInit: await deliver(parts.image(kpackProcesses.buildInit), "kpack/build-init", {
      trusting: trusts("build-init"),
    }),
    completion: await deliver(parts.image(kpackProcesses.completion), "kpack/completion", {
      trusting: trusts("completion"),
    }),
    rebase: await deliver(parts.image(kpackProcesses.rebase), "kpack/rebase", { trusting: trusts("rebase") }),
  }));
  const source = builderOnThisHost(input);
  const store = installation.step(
    "the buildpacks are in Harbor",
    [source, kpackImages],
    async ({ store: images }) => {
      const names: string[] = [];
      for (const image of images)
        names.push(await deliver(image, buildpackRepository(image), { trusting: false }));
      return names;
    },
  );
  const stack = installation.step("the stack is in Harbor", [source, record], async ({ stack: images }) => {
    // One after the other: they share layers, which then are sent once.
    const run = await deliver(images.run, "stack/run", { trusting: trusts("stack-run") });
    const build = await deliver(images.build, "stack/build", { trusting: trusts("stack-build") });
    return { id: images.id, run, build };
  });
  const builder = Promise.all([source, store, stack]).then(([{ order }, inStore, inStack]) => ({
    ...{ store: inStore, stack: inStack, order },
  }));
  // Whoever needs it hears of its failure: nobody else has to.
  builder.catch(() => undefined);
  return { kpackImages, builder };
}

/** Ours, or what was named in its place, once this host's Docker has all of it. */
async function builderOnThisHost(input: PlatformImagesInput): Promise<BuilderParts> {
  const { installation, parts, builder } = input;
  if (builder !== undefined) {
    const { signal } = parts.context;
    return await installation.step("the images of your builder are on this host", [], () =>
      fetchBuilder({ builder, signal }),
    );
  }
  return {
    store: Object.values(buildpackImages).map(parts.image),
    stack: {
      id: "io.tkglab.stacks.bookworm",
      build: parts.image("stack-build"),
      run: parts.image("stack-run"),
    },
    order: Object.keys(buildpackImages).map((id) => ({ group: [{ id }] })),
  };
}

/** Where a buildpack goes: `buildpacks/go`, whatever registry it is from. Tags tell those apart that share a name. */
export function buildpackRepository(image: string): string {
  const [path = ""] = image.split("@");
  const name = path.split("/").at(-1)?.split(":")[0] ?? "";
  return `buildpacks/${name.replace(/^buildpack-/, "")}`;
}
