import type { Recipe } from "../recipe.ts";
import { kubernetes, kubernetesOfTkg } from "./kubernetes-version.ts";

/** Programs and files, each version pinned once. */
export const programs = [
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
    id: "kubernetes-1.29",
    title: `Kubernetes ${kubernetesOfTkg}`,
    module: "kubernetes-1.29",
    programs: kubernetesPrograms(),
    ldflags: kubernetesVersionFlags(kubernetesOfTkg),
    usually: 340,
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
    id: "etcd-3.5",
    title: "etcd v3.5.24",
    module: "etcd-3.5",
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
    id: "containerd-2.2",
    title: "containerd v2.2.9",
    module: "containerd-2.2",
    programs: containerdPrograms(),
    // Without this it does not say which version it is.
    ldflags: "-X github.com/containerd/containerd/v2/version.Version=2.2.9",
    usually: 160,
  },
  {
    type: "go",
    id: "oras",
    title: "oras v1.2.3",
    module: "oras",
    programs: { oras: "oras.land/oras/cmd/oras" },
    usually: 10,
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
    id: "docker-guard-program",
    title: "docker-guard",
    module: "docker-guard",
    programs: { "docker-guard": "." },
    usually: 10,
  },
  {
    type: "go",
    id: "hello-app-program",
    title: "hello-app 1.0.0",
    module: "hello-app",
    programs: { "hello-app": "." },
    usually: 5,
  },
  {
    type: "go",
    id: "actionlint",
    title: "actionlint v1.7.12",
    module: "actionlint",
    programs: { actionlint: "github.com/rhysd/actionlint/cmd/actionlint" },
    usually: 15,
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
] as const satisfies readonly Recipe[];

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

function containerdPrograms(): Record<string, string> {
  const names = ["containerd", "containerd-shim-runc-v2", "ctr"];
  return Object.fromEntries(names.map((name) => [name, `github.com/containerd/containerd/v2/cmd/${name}`]));
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
