import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { packageRoot } from "../../core/package-root.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** Of what the addons of workload clusters are made. */
export interface AddonSources {
  /** The folder with kapp-controller's own ytt templates, from the catalogue. */
  readonly kappControllerTemplates: string;
}

export interface AddonsInput {
  readonly cluster: string;
  readonly namespace: string;
  /** `<host>:<port>` of the workload cluster's API server, as its nodes reach it. */
  readonly endpoint: string;
  readonly podCidr: string;
}

const fixtures = join(packageRoot, "fixtures/manifests");

/** Upstream's build instructions are no template of the installation. */
const notTemplates = ["build.yml"];

/**
 * Does what TKG's addons manager does for a new cluster: one App per addon on the management cluster, which renders
 * the addon with ytt and deploys it through the cluster's kubeconfig secret. kapp-controller carries both out, and again
 * whenever a secret they read changes.
 */
export async function applyAddons(
  input: AddonsInput,
  sources: AddonSources,
  options: KubectlOptions,
): Promise<void> {
  const objects = [...(await templates(input, sources)), ...apps(input)];
  await kubectlOk(
    `Giving the cluster ${input.cluster} its addons`,
    // Server side: the templates are too large for the annotation of a client-side apply.
    ["apply", "--server-side", "--force-conflicts", "--filename", "-"],
    options,
    objects.map((object) => stringify(object)).join("---\n"),
  );
}

/** The App that keeps an addon of a cluster as it should be. */
export function addonApp(cluster: string, addon: "kapp-controller" | "cni"): string {
  return `${cluster}-${addon}`;
}

/** The Apps of a cluster; the addon secret of kapp-controller comes with the cluster's own manifests (seed 000). */
export function apps({ cluster, namespace }: Pick<AddonsInput, "cluster" | "namespace">): object[] {
  const app = (addon: "kapp-controller" | "cni", pathsFrom: readonly object[], paths: readonly string[]) => ({
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
  });
  const configMap = (name: string, directoryPath: string) => ({ configMapRef: { name, directoryPath } });
  return [
    app(
      "kapp-controller",
      [
        configMap("tkg-kapp-controller-templates", "templates"),
        configMap("tkg-kapp-controller-addon", "addon"),
        { secretRef: { name: `${cluster}-kapp-controller-addon`, directoryPath: "values" } },
      ],
      // What comes later wins: upstream's defaults, TKG's, then what the secret says.
      ["templates", "addon", "values"],
    ),
    app("cni", [configMap(`${cluster}-cni-addon`, "cni")], ["cni"]),
  ];
}

async function templates(
  { cluster, namespace, endpoint, podCidr }: AddonsInput,
  { kappControllerTemplates }: AddonSources,
): Promise<object[]> {
  const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    data,
  });
  const cni = await readFile(join(fixtures, "kind/default-cni.yaml"), "utf8");
  return [
    configMap("tkg-kapp-controller-templates", await filesOf(kappControllerTemplates)),
    configMap("tkg-kapp-controller-addon", {
      ...(await filesOf(join(fixtures, "addons/kapp-controller"))),
      ...(await filesOf(join(fixtures, "kapp-controller"))),
    }),
    configMap(`${cluster}-cni-addon`, {
      // The same manifest that kind fills in for its own clusters.
      "flannel.yaml": cni.replaceAll("{{ .PodSubnet }}", podCidr),
      ...(await filesOf(join(fixtures, "addons/cni"))),
      "values.yaml": `#@data/values\n---\n${stringify({ endpoint })}`,
    }),
  ];
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter(
    (name) => /\.ya?ml$/.test(name) && !notTemplates.includes(name),
  );
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}
