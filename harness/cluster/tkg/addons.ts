import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { packageRoot } from "../../core/package-root.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { app, type CniInput, cniAddon, configMapFiles } from "./addon-app.ts";
import { cniFiles } from "./cni-files.ts";

/** Of what the addons of workload clusters are made. */
export interface AddonSources {
  /** The folder with kapp-controller's own ytt templates, from the catalogue. */
  readonly kappControllerTemplates: string;
}

export type AddonsInput = Omit<CniInput, "files">;

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
  const objects = [
    ...(await kappControllerTemplates(input, sources)),
    kappControllerApp(input),
    ...cniAddon({ ...input, files: await cniFiles() }),
  ];
  await kubectlOk(
    `Giving the cluster ${input.cluster} its addons`,
    // Server side: the templates are too large for the annotation of a client-side apply.
    ["apply", "--server-side", "--force-conflicts", "--filename", "-"],
    options,
    objects.map((object) => stringify(object)).join("---\n"),
  );
}

/** The App of kapp-controller; its addon secret comes with the cluster's own manifests (seed 000). */
export function kappControllerApp(input: Pick<AddonsInput, "cluster" | "namespace">) {
  return app(
    input,
    "kapp-controller",
    [
      configMapFiles("tkg-kapp-controller-templates", "templates"),
      configMapFiles("tkg-kapp-controller-addon", "addon"),
      { secretRef: { name: `${input.cluster}-kapp-controller-addon`, directoryPath: "values" } },
    ],
    // What comes later wins: upstream's defaults, TKG's, then what the secret says.
    ["templates", "addon", "values"],
  );
}

async function kappControllerTemplates(
  { namespace }: Pick<AddonsInput, "namespace">,
  sources: AddonSources,
): Promise<object[]> {
  const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    data,
  });
  return [
    configMap("tkg-kapp-controller-templates", await filesOf(sources.kappControllerTemplates)),
    configMap("tkg-kapp-controller-addon", {
      ...(await filesOf(join(fixtures, "addons/kapp-controller"))),
      ...(await filesOf(join(fixtures, "kapp-controller"))),
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
