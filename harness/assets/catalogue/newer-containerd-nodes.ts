import type { ImageRecipe, Recipe } from "../recipe.ts";
import { flavour } from "./node-images.ts";

/**
 * Nodes with a newer containerd than Debian's, of both Kubernetes versions and both operating systems. The images that
 * the others hold are below it, so that a variant is no more than its own programs.
 */
export const newerContainerdNodes = [
  withContainerd("node-containerd-2.2", "node-preloaded"),
  flavour("node-photon-containerd-2.2", "photon", "node-containerd-2.2"),
  flavour("node-ubuntu-containerd-2.2", "ubuntu", "node-containerd-2.2"),
  withContainerd("node-tkg-containerd-2.2", "node-tkg-preloaded"),
  flavour("node-tkg-photon-containerd-2.2", "photon", "node-tkg-containerd-2.2"),
  flavour("node-tkg-ubuntu-containerd-2.2", "ubuntu", "node-tkg-containerd-2.2"),
] as const satisfies readonly Recipe[];

function withContainerd<I extends string>(id: I, base: string) {
  return {
    type: "image",
    id,
    title: `containerd 2.2, on ${base}`,
    dockerfile: "node-containerd-2",
    base,
    context: ["containerd", "containerd-shim-runc-v2", "ctr"].map((name) => ({
      ...{ from: "asset", asset: "containerd-2.2", path: name, to: `bin/${name}` },
    })),
    installs: false,
    usually: 5,
  } as const satisfies ImageRecipe;
}
