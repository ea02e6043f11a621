import { labNetworksFile } from "../lab-networks.ts";
import type { ContextEntry, ImageRecipe, Recipe } from "../recipe.ts";
import { kubernetes } from "./kubernetes-version.ts";

/** Nodes of both flavours, and what they are made of. */
export const nodeImages = [
  {
    type: "image",
    id: "node-base",
    title: "node of both flavours, without images",
    dockerfile: "node",
    base: "debian",
    context: nodeContext(),
    installs: true,
    usually: 40,
  },
  {
    type: "preloaded-image",
    id: "node-preloaded",
    title: "node of both flavours, images loaded",
    base: "node-base",
    kubeadm: "kubernetes-1.34",
    version: kubernetes,
    components: {
      "kube-apiserver": "kube-apiserver",
      "kube-controller-manager": "kube-controller-manager",
      "kube-scheduler": "kube-scheduler",
      "kube-proxy": "kube-proxy",
      coredns: "coredns-image",
      etcd: "etcd-image",
      pause: "pause-image",
    },
    extra: { "tkglab.test/flannel:node": "flannel-image" },
    usually: 20,
  },
  nodeFlavour("photon"),
  nodeFlavour("ubuntu"),
] as const satisfies readonly Recipe[];

function nodeContext(): ContextEntry[] {
  const program = (asset: string, names: readonly string[], to: string) =>
    names.map((name): ContextEntry => ({ from: "asset", asset, path: name, to: `${to}/${name}` }));
  return [
    ...program("kubernetes-1.34", ["kubeadm", "kubelet", "kubectl"], "bin"),
    ...program("crictl", ["crictl"], "bin"),
    ...program("cni-plugins", ["bridge", "loopback", "ptp", "host-local", "portmap"], "cni"),
    { from: "asset", asset: "kind-node-files", path: ".", to: "kind" },
    { from: "package", path: "fixtures/manifests/kind", to: "manifests" },
    { from: "text", text: `${kubernetes}\n`, to: "version" },
    { from: "text", text: labNetworksFile(), to: "files/etc/tkglab/networks" },
  ];
}

function nodeFlavour<F extends "photon" | "ubuntu">(flavour: F) {
  return {
    type: "image",
    id: `node-${flavour}`,
    title: `${flavour} node`,
    dockerfile: `node-${flavour}`,
    base: "node-preloaded",
    context: [],
    installs: false,
    usually: 3,
  } as const satisfies ImageRecipe;
}
