import type { ImageRecipe, Recipe } from "../recipe.ts";
import { staticBinary } from "./static-binary.ts";

/** Debian, and the images that Kubernetes runs of itself. */
export const kubernetesImages = [
  {
    type: "rootfs",
    id: "debian",
    title: "Debian 12 root file system",
    suite: "bookworm",
    include: ["ca-certificates"],
    usually: 35,
  },
  {
    type: "image",
    id: "network-tools",
    title: "packet filter tools",
    dockerfile: "network-tools",
    base: "debian",
    context: [],
    installs: true,
    usually: 10,
  },
  component("kube-apiserver", "kubernetes-1.34"),
  component("kube-controller-manager", "kubernetes-1.34"),
  component("kube-scheduler", "kubernetes-1.34"),
  { ...component("etcd-image", "etcd", "etcd"), upstream: "registry.k8s.io/etcd:3.6.5-0" },
  onNetworkTools("kube-proxy", "kubernetes-1.34", "kube-proxy"),
  component("kube-apiserver-1.29", "kubernetes-1.29", "kube-apiserver"),
  component("kube-controller-manager-1.29", "kubernetes-1.29", "kube-controller-manager"),
  component("kube-scheduler-1.29", "kubernetes-1.29", "kube-scheduler"),
  { ...component("etcd-3.5-image", "etcd-3.5", "etcd"), upstream: "registry.k8s.io/etcd:3.5.24-0" },
  onNetworkTools("kube-proxy-1.29", "kubernetes-1.29", "kube-proxy"),
  {
    ...onNetworkTools("flannel-image", "flannel", "flanneld"),
    upstream: "ghcr.io/flannel-io/flannel:v0.26.7",
  },
  {
    ...staticBinary("coredns-image", "coredns", "coredns"),
    upstream: "registry.k8s.io/coredns/coredns:v1.12.4",
  },
  staticBinary("pause-image", "pause", "pause"),
] as const satisfies readonly Recipe[];

function component<I extends string>(id: I, from: string, program: string = id) {
  return {
    type: "image",
    id,
    title: `${program} image`,
    dockerfile: "kubernetes-component",
    context: [{ from: "asset", asset: from, path: program, to: `bin/${program}` }],
    installs: false,
    usually: 3,
  } as const satisfies ImageRecipe;
}

function onNetworkTools<I extends string>(id: I, from: string, program: string) {
  return {
    type: "image",
    id,
    title: `${program} image`,
    dockerfile: program === "kube-proxy" ? "kube-proxy" : "flannel",
    base: "network-tools",
    context: [{ from: "asset", asset: from, path: program, to: `bin/${program}` }],
    installs: false,
    usually: 3,
  } as const satisfies ImageRecipe;
}
