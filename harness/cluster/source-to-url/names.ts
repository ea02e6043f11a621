/** Where the parts of the platform are, as in seed 002. */
export const namespaces = {
  workloads: "default",
  flux: "gitops-toolkit",
  kpack: "kpack",
  certManager: "cert-manager",
  cartographer: "cartographer-system",
  ingress: "traefik",
  git: "git-server",
  page: "tkglab",
} as const;

/** The private project of the registry that everything goes into. */
export const registryProject = "demo";

/** The Secret with which kpack and the kubelet enter the registry (seed 002). */
export const registrySecret = "regsecret";

/** The one with which the kubelet fetches Cartographer's own image (seed 002). */
export const cartographerPullSecret = "private-registry-credentials";

/** The one with which Flux fetches sources: user, password and CA. */
export const gitSecret = "git-credentials";

/** The label by which the supply chain knows its Workloads (seed 002). */
export const workloadType = { "app.tanzu.vmware.com/workload-type": "web" } as const;

/** What a Workload is called by browsers (seed 002). */
export function appHost(name: string): string {
  return `${name}-127-0-0-1.sslip.io`;
}

/** Where the page is that shows what becomes of Workloads. */
export const pageHost = appHost("tkglab");

/** The names of the git server: inside the cluster, and on this host. */
export const gitHosts = {
  inside: "git.git-server.svc.cluster.local",
  outside: "git-127-0-0-1.sslip.io",
} as const;
