import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { readClusterConfig, type ClusterConfig } from "./cluster-config.ts";
import { type ConfigHome, createConfigHome, type TkgVersion } from "./config-home.ts";
import { type Manifest, manifestOf } from "./parse-manifests.ts";
import { renderCluster } from "./render-cluster.ts";

/** For tests: an operator with a configuration folder and one cluster configuration, cheetah. */
export interface Operator extends AsyncDisposable {
  readonly folder: string;
  readonly home: ConfigHome;
  readonly config: ClusterConfig;
  /** Puts a file among the customizations. */
  customize(name: string, text: string): Promise<void>;
  dryRun(): Promise<string>;
}

export const testImages = {
  kubernetesVersion: "v1.29.15",
  nodes: { photon: "tkglab/node-photon:1", ubuntu: "tkglab/node-ubuntu:1" },
  loadBalancer: { repository: "tkglab", tag: "1" },
};

/** The command that the templates give to every node. */
export const hostsCommand = 'grep -qw "$(hostname)" /etc/hosts || echo "127.0.0.1 $(hostname)" >> /etc/hosts';

/** The binary that the contract is with. @throws Error: a contract test that cannot run has failed */
export function yttBinary(): string {
  const path = process.env.TKGLAB_YTT;
  if (path === undefined || path === "") throw new Error("TKGLAB_YTT is not set: tkglab images env");
  return path;
}

/** An operator whose configuration says this besides the cluster's name. */
export async function operatorUnderTest(variables = "", version: TkgVersion = "1.4"): Promise<Operator> {
  const folder = await mkdtemp(join(tmpdir(), "tkglab-operator-"));
  const home = await createConfigHome({ dir: folder, version });
  const file = join(home.clusterConfigs, "cheetah.yaml");
  await writeFile(file, `CLUSTER_NAME: cheetah\n${variables}`);
  const config = await readClusterConfig(file, home.providers);
  return {
    folder,
    home,
    config,
    customize: (name, text) => writeFile(join(home.customizations, name), text),
    dryRun: () => {
      const images = { ...testImages, kubernetesVersion: config.kubernetesVersion };
      return renderCluster({ ytt: yttBinary(), home, config, images });
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** What each kind of node runs before kubeadm, and the files that it gets. */
export interface Bootstrap {
  readonly files?: readonly unknown[];
  readonly preKubeadmCommands?: readonly string[];
}

/** The control plane's and the workers' bootstrap. */
export function bootstrapOf(manifests: readonly Manifest[]): readonly Bootstrap[] {
  const { kubeadmConfigSpec } = manifestOf(manifests, "KubeadmControlPlane", "cheetah-control-plane")
    .spec as { kubeadmConfigSpec: Bootstrap }; // as: the template's own shape
  const { template } = manifestOf(manifests, "KubeadmConfigTemplate", "cheetah-md-0").spec as {
    template: { spec: Bootstrap }; // as: likewise
  };
  return [kubeadmConfigSpec, template.spec].map(({ files, preKubeadmCommands }) => ({
    ...(files === undefined ? {} : { files }),
    ...(preKubeadmCommands === undefined ? {} : { preKubeadmCommands }),
  }));
}

/** The values of kapp-controller, as a text and as it is read. */
export function addonOf(manifests: readonly Manifest[]) {
  const secret = manifestOf(manifests, "Secret", "cheetah-kapp-controller-addon");
  const text = (secret.stringData as Record<"values.yaml", string>)["values.yaml"]; // as: the template's own shape
  const { kappController } = parse(text) as { kappController: { config: Record<string, string> } }; // as: likewise
  return { text, config: kappController.config };
}
