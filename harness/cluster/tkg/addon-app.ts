/** The addons of a cluster that an App brings. */
export type Addon = "kapp-controller" | "cni";

/** The App that keeps an addon of a cluster as it should be. */
export function addonApp(cluster: string, addon: Addon): string {
  return `${cluster}-${addon}`;
}

/** The App of an addon, which goes into its cluster with the cluster's own kubeconfig secret. */
export function app(
  { cluster, namespace }: { readonly cluster: string; readonly namespace: string },
  addon: Addon,
  pathsFrom: readonly object[],
  paths: readonly string[],
) {
  return {
    apiVersion: "kappctrl.k14s.io/v1alpha1",
    kind: "App",
    metadata: { name: addonApp(cluster, addon), namespace },
    spec: {
      cluster: { kubeconfigSecretRef: { name: `${cluster}-kubeconfig`, key: "value" } },
      // The cluster goes as a whole: nothing is taken out of it first.
      noopDelete: true,
      fetch: [{ inline: { pathsFrom } }],
      template: [{ ytt: { ignoreUnknownComments: true, paths } }],
      deploy: [{ kapp: { rawOptions: ["--wait-timeout=5m"] } }],
    },
  } as const;
}

/** How an App reads a ConfigMap of its namespace: as files below a directory. */
export function configMapFiles(name: string, directoryPath: string) {
  return { configMapRef: { name, directoryPath } };
}

export interface CniInput {
  readonly cluster: string;
  readonly namespace: string;
  /** `<host>:<port>` of the cluster's API server, as its nodes reach it. */
  readonly endpoint: string;
  readonly podCidr: string;
  /** By file name: what kind fills in for its own clusters, and what is laid over it. */
  readonly files: Readonly<Record<string, string>>;
}

/** The network of a cluster's Pods: what the App reads, and the App. */
export function cniAddon(input: CniInput) {
  const { cluster, namespace, endpoint, podCidr, files } = input;
  const name = `${cluster}-cni-addon`;
  const filled = Object.entries(files).map(
    ([file, text]) => [file, text.replaceAll("{{ .PodSubnet }}", podCidr)] as const,
  );
  const data: Readonly<Record<string, string>> = {
    ...Object.fromEntries(filled),
    "values.yaml": `#@data/values\n---\nendpoint: ${JSON.stringify(endpoint)}\n`,
  };
  return [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data },
    app(input, "cni", [configMapFiles(name, "cni")], ["cni"]),
  ] as const;
}
