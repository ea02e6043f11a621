import { labNetworksFile } from "../lab-networks.ts";
import type { ContextEntry, ImageRecipe, PreloadedImageRecipe, Recipe } from "../recipe.ts";
import type { ClusterApiLine } from "./cluster-api.ts";
import { kubernetes, kubernetesOfTkg } from "./kubernetes-version.ts";

/** The name by which manifests know an image that lies in the nodes. */
const inNode = (name: string) => `tkglab.test/${name}:node`;

/** Nodes of both operating systems, and what they are made of. Standalone TKG runs an older Kubernetes: `-tkg`. */
export const nodeImages = [
  base("node-base", "kubernetes-1.34", kubernetes),
  preloaded("node-preloaded", {
    base: "node-base",
    kubernetes: {
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
    },
    extra: { [inNode("flannel")]: "flannel-image" },
  }),
  flavour("node-photon", "photon", "node-preloaded"),
  flavour("node-ubuntu", "ubuntu", "node-preloaded"),
  base("node-tkg-base", "kubernetes-1.29", kubernetesOfTkg),
  preloaded("node-tkg-preloaded", {
    base: "node-tkg-base",
    kubernetes: {
      kubeadm: "kubernetes-1.29",
      version: kubernetesOfTkg,
      components: {
        "kube-apiserver": "kube-apiserver-1.29",
        "kube-controller-manager": "kube-controller-manager-1.29",
        "kube-scheduler": "kube-scheduler-1.29",
        "kube-proxy": "kube-proxy-1.29",
        coredns: "coredns-image",
        etcd: "etcd-3.5-image",
        pause: "pause-image",
      },
    },
    extra: {
      [inNode("flannel")]: "flannel-image",
      [inNode("kapp-controller")]: "kapp-controller-image",
    },
  }),
  flavour("node-tkg-photon", "photon", "node-tkg-preloaded"),
  flavour("node-tkg-ubuntu", "ubuntu", "node-tkg-preloaded"),
  preloaded("node-tkg-photon-packages", {
    base: "node-tkg-photon",
    extra: { [inNode("kapp-controller-0.32")]: "kapp-controller-0.32-image" },
  }),
  preloaded("node-tkg-photon-packages-0.35", {
    base: "node-tkg-photon",
    extra: { [inNode("kapp-controller-0.35")]: "kapp-controller-0.35-image" },
  }),
  management("node-tkg-management", { base: "node-tkg-photon", clusterApi: "1.3" }),
  // Cluster API 1.10 goes with the newer Kubernetes, which 1.3 cannot roll.
  preloaded("node-tkg-photon-1.34", {
    base: "node-photon",
    extra: { [inNode("kapp-controller")]: "kapp-controller-image" },
  }),
  management("node-tkg-management-1.10", { base: "node-tkg-photon-1.34", clusterApi: "1.10" }),
  preloaded("node-supervisor", {
    base: "node-tkg-management-1.10",
    extra: { [inNode("tkg-controller")]: "tkg-controller", [inNode("jumpbox")]: "toolbox" },
  }),
] as const satisfies readonly Recipe[];

function base<I extends string>(id: I, programs: string, version: string) {
  return {
    type: "image",
    id,
    title: `node with Kubernetes ${version}, without images`,
    dockerfile: "node",
    base: "debian",
    context: nodeContext(programs, version),
    installs: true,
    usually: 40,
  } as const satisfies ImageRecipe;
}

function preloaded<I extends string>(
  id: I,
  content: Pick<PreloadedImageRecipe, "base" | "kubernetes" | "extra">,
) {
  const title = `${id}, images loaded`;
  return {
    type: "preloaded-image",
    id,
    title,
    ...content,
    usually: 20,
  } as const satisfies PreloadedImageRecipe;
}

/** A node with the controllers of a management cluster; their names are the same in each line of Cluster API. */
function management<I extends string>(
  id: I,
  { base, clusterApi }: { readonly base: string; readonly clusterApi: ClusterApiLine },
) {
  return preloaded(id, {
    base,
    extra: {
      [inNode("cert-manager-controller")]: "cert-manager-controller",
      [inNode("cert-manager-webhook")]: "cert-manager-webhook",
      [inNode("cert-manager-cainjector")]: "cert-manager-cainjector",
      [inNode("capi")]: `capi-${clusterApi}`,
      [inNode("capi-kubeadm-bootstrap")]: `capi-kubeadm-bootstrap-${clusterApi}`,
      [inNode("capi-kubeadm-control-plane")]: `capi-kubeadm-control-plane-${clusterApi}`,
      [inNode("capd")]: `capd-${clusterApi}`,
    },
  });
}

function nodeContext(programs: string, version: string): ContextEntry[] {
  const program = (asset: string, names: readonly string[], to: string) =>
    names.map((name): ContextEntry => ({ from: "asset", asset, path: name, to: `${to}/${name}` }));
  return [
    ...program(programs, ["kubeadm", "kubelet", "kubectl"], "bin"),
    ...program("crictl", ["crictl"], "bin"),
    ...program("cni-plugins", ["bridge", "loopback", "ptp", "host-local", "portmap"], "cni"),
    { from: "asset", asset: "kind-node-files", path: ".", to: "kind" },
    { from: "package", path: "fixtures/manifests/kind", to: "manifests" },
    { from: "text", text: `${version}\n`, to: "version" },
    { from: "text", text: labNetworksFile(), to: "files/etc/tkglab/networks" },
  ];
}

/** A node of one operating system. */
export function flavour<I extends string>(id: I, os: "photon" | "ubuntu", from: string) {
  return {
    type: "image",
    id,
    title: `${os} node, of ${from}`,
    dockerfile: `node-${os}`,
    base: from,
    context: [],
    installs: false,
    usually: 3,
  } as const satisfies ImageRecipe;
}
