import type { AssetId } from "../../assets/index.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import type { Progress } from "../../core/progress.ts";
import { harborNamespaces } from "../../procedures/nodes/fetch-harbor-ca.ts";
import { Lab } from "../../scenario/lab/lab.ts";
import type { RunSettings } from "../../scenario/settings.ts";
import { ourBuilder, sourceToUrl } from "../../scenario/source-to-url/source-to-url-assets.ts";
import { supervisorAssets } from "../../scenario/supervisor-assets.ts";
import { standaloneTkg } from "../../scenario/tkg-assets.ts";
import { createHarborTlsSecret } from "../../workloads/packages/harbor-tls-secret.ts";
import { raiseSupervisor } from "./supervisor/raise.ts";

/** The environments that can be left standing. */
export const environmentNames = ["tkg", "supervisor", "source-to-url"] as const;
export type Environment = (typeof environmentNames)[number];

/** How an environment comes to stand. */
interface Raising {
  readonly uses: readonly AssetId[];
  /** Starts everything and gives what to type in order to use it. */
  readonly raise: (
    settings: RunSettings,
    options: {
      readonly progress: Progress;
      readonly signal: AbortSignal;
      /** What source-to-url builds with; ours unless told. */
      readonly builder?: BuilderParts | undefined;
    },
  ) => Promise<readonly string[]>;
}

export const environments: Readonly<Record<Environment, Raising>> = {
  tkg: {
    uses: [...standaloneTkg, "harbor", "toolbox", "hello-app"],
    async raise(settings, options) {
      const lab = labOf("tkg", settings, options);
      options.progress.say("starting a Harbor and a management cluster (usually 2 min)");
      const harbor = await lab.harbor();
      const { tanzu } = await lab.tkg();
      const { kube } = tanzu.management;
      const namespace = harborNamespaces.TKG;
      await createHarborTlsSecret({ kube, namespace, harbor, caPem: harbor.ca.certificatePem });
      return [
        `export KUBECONFIG=${tanzu.management.kubectl.kubeconfig}  # the management cluster`,
        `ls ${tanzu.home.root}  # clusterconfigs and providers/ytt/03_customizations`,
        `tkglab tanzu cluster create -f ${tanzu.home.clusterConfigs}/demo.yaml  # after writing CLUSTER_NAME: demo there`,
        `curl -sk --resolve ${harbor.host}:${harbor.port}:127.0.0.1 ${harbor.getcertUrl.replace(harbor.host, `${harbor.host}:${harbor.port}`)}  # its CA`,
        `kubectl run hello-app --image ${harbor.helloApp}`,
      ];
    },
  },
  supervisor: {
    uses: [...supervisorAssets, "harbor", "hello-app", "nginx"],
    raise: (settings, options) => raiseSupervisor(labOf("supervisor", settings, options), options.progress),
  },
  "source-to-url": {
    uses: sourceToUrl,
    async raise(settings, options) {
      const lab = labOf("source-to-url", settings, options);
      options.progress.say(
        "starting a Harbor and a platform on which a git push becomes a URL (usually 4 min)",
      );
      const { kubeconfig, registry } = await lab.sourceToUrl({ builder: options.builder });
      return [
        `export KUBECONFIG=${kubeconfig}  # its images go to ${registry}`,
        "tkglab demo source-to-url  # applications on it, their URLs, how to push, and a live view",
      ];
    },
  },
};

/** What Source-to-URL uses: of what applications are built with, nothing where another builder is named. */
export function usesOfSourceToUrl(builder: BuilderParts | undefined): readonly AssetId[] {
  return builder === undefined ? sourceToUrl : sourceToUrl.filter((id) => !ourBuilder.includes(id));
}

/** The lab of an environment: the same wherever it is opened again. */
export function labOf(
  name: Environment,
  settings: RunSettings,
  options: { readonly progress: Progress; readonly signal: AbortSignal },
): Lab {
  return new Lab({ settings, scenarioId: `up/${name}`, ...options });
}
