import { labNetworksFile } from "./lab-networks.ts";
import type { ContextEntry, ImageRecipe, Recipe } from "./recipe.ts";

/** The Kubernetes of plain kind clusters and of the Supervisor. */
const kubernetes = "v1.34.4";

/** Everything that the lab runs, each pinned once. Times are cold builds on two cores. */
const recipes = [
  // Programs
  {
    type: "go",
    id: "kubernetes-1.34",
    title: `Kubernetes ${kubernetes}`,
    module: "kubernetes-1.34",
    programs: kubernetesPrograms(),
    ldflags: kubernetesVersionFlags(kubernetes),
    usually: 300,
  },
  {
    type: "go",
    id: "kind",
    title: "kind v0.30.0",
    module: "kind",
    programs: { kind: "sigs.k8s.io/kind" },
    usually: 15,
  },
  {
    type: "go",
    id: "etcd",
    title: "etcd v3.6.5",
    module: "etcd",
    programs: { etcd: "go.etcd.io/etcd/server/v3" },
    usually: 30,
  },
  {
    type: "go",
    id: "coredns",
    title: "CoreDNS v1.12.4",
    module: "coredns",
    programs: { coredns: "github.com/coredns/coredns" },
    usually: 100,
  },
  {
    type: "go",
    id: "flannel",
    title: "flannel v0.26.7",
    module: "flannel",
    programs: { flanneld: "github.com/flannel-io/flannel" },
    cgo: true,
    usually: 65,
  },
  {
    type: "go",
    id: "cni-plugins",
    title: "CNI plugins v1.7.1",
    module: "cni-plugins",
    programs: cniPlugins(["main/bridge", "main/loopback", "main/ptp", "ipam/host-local", "meta/portmap"]),
    usually: 10,
  },
  {
    type: "go",
    id: "crictl",
    title: "crictl v1.36.0",
    module: "crictl",
    programs: { crictl: "sigs.k8s.io/cri-tools/cmd/crictl" },
    usually: 35,
  },
  {
    type: "go",
    id: "distribution",
    title: "CNCF Distribution v3.0.0",
    module: "registry",
    programs: { registry: "github.com/distribution/distribution/v3/cmd/registry" },
    usually: 65,
  },
  { type: "go", id: "pause", title: "pause", module: "pause", programs: { pause: "." }, usually: 2 },
  {
    type: "go",
    id: "hello-app-program",
    title: "hello-app 1.0.0",
    module: "hello-app",
    programs: { "hello-app": "." },
    usually: 5,
  },
  { type: "node-runtime", id: "node-runtime", title: "Node runtime", usually: 10 },
  {
    type: "module-files",
    id: "kind-node-files",
    title: "kind's node entrypoint and units",
    module: "kind",
    modulePath: "sigs.k8s.io/kind",
    folder: "images/base/files",
    usually: 2,
  },

  // Images of Kubernetes itself
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
  component("etcd", "etcd", "etcd-image"),
  onNetworkTools("kube-proxy", "kubernetes-1.34", "kube-proxy"),
  onNetworkTools("flannel-image", "flannel", "flanneld"),
  staticBinary("coredns-image", "coredns", "coredns"),
  staticBinary("pause-image", "pause", "pause"),

  // Nodes
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

  // What stands beside the clusters
  {
    type: "image",
    id: "harbor",
    title: "Harbor-like registry",
    dockerfile: "harbor",
    base: "debian",
    context: [
      { from: "asset", asset: "node-runtime", path: "node", to: "node" },
      { from: "asset", asset: "distribution", path: "registry", to: "registry" },
      { from: "package", path: "harness/registry/api", to: "api" },
      { from: "dependency", name: "jose", to: "node_modules/jose" },
      { from: "dependency", name: "hono", to: "node_modules/hono" },
    ],
    installs: false,
    usually: 10,
  },
  {
    type: "image",
    id: "toolbox",
    title: "toolbox with ssh, curl, openssl, skopeo",
    dockerfile: "toolbox",
    base: "debian",
    context: [],
    installs: true,
    usually: 15,
  },
  {
    type: "image",
    id: "docker-host",
    title: "machine with a Docker daemon of its own",
    dockerfile: "docker-host",
    base: "debian",
    context: [],
    installs: true,
    usually: 25,
  },
  staticBinary("hello-app", "hello-app-program", "hello-app"),
] as const satisfies readonly Recipe[];

/** The name of something in the catalogue. */
export type AssetId = (typeof recipes)[number]["id"];

/** The recipe behind a name. */
export const catalogue: ReadonlyMap<string, Recipe> = new Map(recipes.map((recipe) => [recipe.id, recipe]));

function kubernetesPrograms(): Record<string, string> {
  const names = [
    "kubeadm",
    "kubelet",
    "kubectl",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kube-proxy",
  ];
  return Object.fromEntries(names.map((name) => [name, `k8s.io/kubernetes/cmd/${name}`]));
}

/** Without these flags a component calls itself v0.0.0 and kubeadm refuses it. */
function kubernetesVersionFlags(version: string): string {
  const [major, minor] = version.slice(1).split(".");
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const packages = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];
  return packages
    .flatMap((target) => Object.entries(values).map(([name, value]) => `-X ${target}.${name}=${value ?? ""}`))
    .join(" ");
}

function cniPlugins(paths: readonly string[]): Record<string, string> {
  const root = "github.com/containernetworking/plugins/plugins";
  return Object.fromEntries(paths.map((path) => [path.slice(path.indexOf("/") + 1), `${root}/${path}`]));
}

function component<P extends string, I extends string = P>(program: P, from: string, id?: I) {
  return {
    type: "image",
    id: id ?? program, // without an id of its own an image is called like its program, and I is P
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

function staticBinary<I extends string>(id: I, from: string, program: string) {
  return {
    type: "image",
    id,
    title: `${program} image`,
    dockerfile: "static-binary",
    context: [{ from: "asset", asset: from, path: program, to: "binary" }],
    installs: false,
    usually: 2,
  } as const satisfies ImageRecipe;
}

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
