import { rm } from "node:fs/promises";
import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import type { PreloadedImageRecipe } from "../recipe.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";
import { assetLabel, imageRef } from "./image-name.ts";

/** Loads images into a node image's containerd, under the names that Kubernetes asks for. */
export async function preloadImages(
  recipe: PreloadedImageRecipe,
  request: BuildRequest,
): Promise<BuildProduct> {
  const { key, work, signal, inputImage } = request;
  const archive = join(work, "images.tar");
  const builder = await runContainer(
    {
      image: inputImage(recipe.base),
      labels: request.labels,
      privileged: true,
      entrypoint: "sleep",
      command: ["infinity"],
    },
    { signal },
  );
  try {
    const names = await wantedNames(recipe, builder, signal);
    const images = [...new Set([...names.values()])].map(inputImage);
    await dockerOk("Saving the images of a node", ["save", "--output", archive, ...images], { signal });
    await startContainerd(builder, signal);
    await dockerOk("Copying images into a node", ["cp", archive, `${builder}:/images.tar`], { signal });
    await ctr(builder, ["images", "import", "--all-platforms", "--no-unpack", "/images.tar"], signal);
    for (const [name, asset] of names) {
      await ctr(builder, ["images", "tag", inputImage(asset), name], signal);
    }
    await ctr(builder, ["images", "rm", ...images], signal);
    await stopContainerd(builder, signal);
    const ref = imageRef(recipe.id, key);
    const id = await dockerOk(
      "Committing the node image",
      [
        "commit",
        // A commit takes the container's labels along, and every node made of the image would count as this run's.
        ...request.labels.flatMap((label) => ["--change", `LABEL ${label.slice(0, label.indexOf("="))}=`]),
        ...["--change", `LABEL ${assetLabel(recipe.id, key)}`],
        ...["--change", 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]'],
        ...["--change", "CMD []"],
        builder,
        ref,
      ],
      { signal },
    );
    return { image: { ref, id } };
  } finally {
    await removeContainers([builder]);
    await rm(archive, { force: true });
  }
}

/** Image assets by the names that this kubeadm and this containerd will ask for, and those given. */
async function wantedNames(
  { kubernetes, extra }: PreloadedImageRecipe,
  builder: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(Object.entries(extra));
  if (kubernetes === undefined) return names;
  const listed = await execInContainerOk(
    "Asking kubeadm which images it needs",
    builder,
    ["kubeadm", "config", "images", "list", "--kubernetes-version", kubernetes.version],
    { signal },
  );
  const sandbox = await execInContainerOk(
    "Asking containerd for its sandbox image",
    builder,
    ["sed", "-n", 's/^ *sandbox_image = "\\(.*\\)"/\\1/p', "/etc/containerd/config.toml"],
    { signal },
  );
  for (const name of `${listed}\n${sandbox}`.split("\n").filter((line) => line !== "")) {
    const component = /([^/]+):[^:/]+$/.exec(name)?.[1] ?? name;
    const asset = kubernetes.components[component];
    if (asset === undefined) {
      throw new HarnessError({
        code: "internal",
        message: `Loading a node image: Kubernetes ${kubernetes.version} wants ${name}, for which the catalogue has nothing`,
        hint: "harness/assets/catalogue.ts",
      });
    }
    names.set(name, asset);
  }
  return names;
}

async function startContainerd(builder: string, signal: AbortSignal | undefined): Promise<void> {
  await dockerOk("Starting containerd", ["exec", "--detach", builder, "containerd"], { signal });
  await waitFor({
    what: "containerd in the build container to answer",
    look: async () => {
      const { exitCode, stderr } = await execInContainer(builder, ["ctr", "version"], { signal });
      return exitCode === 0 ? ready(undefined) : notYet(stderr);
    },
    budget: budgets.containerdReady,
    signal,
  });
}

async function stopContainerd(builder: string, signal: AbortSignal | undefined): Promise<void> {
  await execInContainerOk("Stopping containerd", builder, ["pkill", "containerd"], { signal });
  await waitFor({
    what: "containerd in the build container to end",
    look: async () => {
      const { exitCode } = await execInContainer(builder, ["pgrep", "-x", "containerd"], { signal });
      return exitCode === 0 ? notYet("still there") : ready(undefined);
    },
    budget: budgets.containerdReady,
    signal,
  });
  await execInContainerOk("Removing the image archive", builder, ["rm", "/images.tar"], { signal });
}

async function ctr(builder: string, args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  await execInContainerOk("Loading images into a node", builder, ["ctr", "--namespace", "k8s.io", ...args], {
    signal,
  });
}
