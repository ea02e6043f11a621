import type { CauseContext } from "./cause.ts";
import type { Speaker } from "./finding.ts";

/** Who trusts whom, and where its CA goes: by the part that speaks. */
export const trustPlaces: Readonly<
  Record<Speaker, { readonly who: string; readonly cure: (context: CauseContext) => string }>
> = {
  cartographer: { who: "Cartographer", cure: () => "kubectl -n cartographer-system get pods" },
  flux: {
    who: "Flux",
    cure: ({ namespace, gitSecret }) =>
      gitSecret === undefined
        ? "give the GitRepository a secretRef whose Secret has the CA as ca.crt"
        : `put the git server's CA into Secret ${gitSecret} of namespace ${namespace}, as ca.crt`,
  },
  "kpack-controller": {
    who: "kpack's controller",
    cure: () =>
      "mount the CA into Deployment kpack-controller of namespace kpack, as a file in /etc/ssl/certs, and let it start anew",
  },
  "build-init": {
    who: "kpack's build-init image (step prepare)",
    cure: () =>
      "bake the CA into that image, name it in ConfigMap build-init-image of namespace kpack, and restart kpack-controller: it reads it at its start only",
  },
  lifecycle: {
    who: "the ClusterStack's build image (steps analyze, restore, export)",
    cure: () =>
      "bake the CA into that image and name it in the ClusterStack: kubectl get clusterstack base -o yaml",
  },
  detect: { who: "the ClusterStack's build image", cure: () => "kubectl get clusterstack base -o yaml" },
  build: {
    who: "the build tool",
    cure: () => "bake the CA into the ClusterStack's build image: kubectl get clusterstack base -o yaml",
  },
  completion: {
    who: "kpack's completion or rebase image",
    cure: () =>
      "bake the CA into that image, name it in ConfigMap completion-image or rebase-image of namespace kpack, and restart kpack-controller",
  },
  kubelet: {
    who: "containerd on the node",
    cure: () =>
      "put the CA into the node's trust store and restart containerd; tkglab inspect shows each node",
  },
  app: { who: "the application", cure: () => "give it the CA: it brings its own trust store" },
};
