import type { KindCluster, Toolbox } from "../../cluster/index.ts";
import { deploymentsReady } from "../../cluster/source-to-url/apply.ts";
import { type BuilderParts, installBuilder } from "../../cluster/source-to-url/builder.ts";
import {
  applyComponents,
  componentsReady,
  configureKpackImages,
} from "../../cluster/source-to-url/components.ts";
import { gitServerReady, installGitServer } from "../../cluster/source-to-url/git-server.ts";
import type { Installation } from "../../cluster/source-to-url/installation.ts";
import { namespaces, registryProject } from "../../cluster/source-to-url/names.ts";
import { installPage } from "../../cluster/source-to-url/page.ts";
import type { PlatformRecord } from "../../cluster/source-to-url/platform-record.ts";
import { applySupplyChain } from "../../cluster/source-to-url/supply-chain.ts";
import type { Attempt } from "../../core/attempt.ts";
import { HarnessError } from "../../core/errors.ts";
import { giveGitCredentials } from "../../procedures/source-to-url/git-credentials.ts";
import {
  giveCartographerPullSecret,
  giveRegistryCredentials,
} from "../../procedures/source-to-url/registry-credentials.ts";
import {
  forgetInKpackController,
  trustInKpackController,
} from "../../procedures/source-to-url/trust-in-kpack-controller.ts";
import { forgetNodesBySsh } from "../../procedures/nodes/forget-nodes-by-ssh.ts";
import { trustNodesBySsh } from "../../procedures/nodes/trust-nodes-by-ssh.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { deployCartographer, relocateCartographer } from "../../workloads/packages/install-cartographer.ts";
import type { LabParts } from "../lab/lab-parts.ts";
import { planPlatformImages } from "./platform-images.ts";
import type { TrustPlace } from "./trust-places.ts";

/** What stands, or is about to, when the installation begins. */
export interface InstallInput {
  readonly installation: Installation;
  readonly parts: Pick<LabParts, "context" | "image" | "folder">;
  readonly kubectl: KubectlOptions;
  readonly cluster: Promise<Pick<KindCluster, "name" | "kubeconfig" | "kube" | "nodes" | "sshKeyFile">>;
  readonly harbor: Promise<HarborEndpoint & { readonly caPem: string }>;
  /** Known when the registry has its private project. */
  readonly record: Promise<PlatformRecord>;
  readonly toolbox: Promise<Toolbox>;
  /** Who is not to trust; all do unless told. What trusted before does so no more. */
  readonly withoutCa?: readonly TrustPlace[];
  /** What is built with, as this host's Docker names it; ours unless told. */
  readonly builder?: BuilderParts | undefined;
}

/**
 * Plans everything that makes a cluster and a registry a platform (seed 002), each step to begin when it can. Every step
 * can be carried out again: what is there stays, what is missing comes back.
 */
export function planSourceToUrl(input: InstallInput): void {
  const { installation, parts, kubectl, harbor, cluster, record, toolbox, withoutCa = [] } = input;
  const trusts = (place: TrustPlace) => !withoutCa.includes(place);
  const { folder } = parts;
  const target = { kubectl };

  const applied = installation.step("cert-manager, Flux, Traefik and kpack are applied", [cluster], () =>
    applyComponents(
      {
        certManager: folder("cert-manager-manifests"),
        kpack: folder("kpack-manifests"),
        sourceController: folder("source-controller-manifests"),
      },
      kubectl,
    ),
  );
  const running = installation.step("cert-manager, Flux and Traefik run", [applied], () =>
    componentsReady(kubectl),
  );
  const trusted = installation.step(
    "the node trusts Harbor",
    [cluster, harbor, toolbox],
    async ({ nodes, sshKeyFile }, { getcertUrl }, jumpbox) => {
      await jumpbox.takeKey(sshKeyFile);
      if (trusts("node")) await trustNodesBySsh({ jumpbox, nodes, caUrl: getcertUrl });
      else await forgetNodesBySsh({ jumpbox, nodes });
    },
  );
  const secrets = installation.step("credentials for registry and git", [record, cluster], async (known) => {
    const { robot, git, harbor: registry } = known;
    const login = { cluster: target, host: registry.host, ...robot };
    await giveRegistryCredentials(login);
    await giveCartographerPullSecret(login);
    const { username, password } = git;
    const ca = trusts("flux") ? { caPem: registry.caPem } : {};
    await giveGitCredentials({ cluster: target, username, password, ...ca });
  });
  void installation.step("the git server", [record, applied], async ({ git }) => {
    await installGitServer({ kubectl, ...git });
    await gitServerReady(kubectl);
  });
  // Nobody waits for it: it comes up while what takes longest does.
  void installation.step("the page", [applied], () => installPage(kubectl));

  const { kpackImages, builder } = planPlatformImages({
    ...{ installation, parts, harbor, toolbox, record, trusts, builder: input.builder },
  });
  const kpack = installation.step(
    "kpack trusts Harbor and runs",
    [kpackImages, applied, secrets, harbor],
    async (images, _applied, _secrets, { caPem }) => {
      await configureKpackImages(images, kubectl);
      if (trusts("kpack-controller")) await trustInKpackController({ cluster: target, caPem });
      else await forgetInKpackController({ cluster: target });
      await deploymentsReady(namespaces.kpack, kubectl);
    },
  );
  // A controller that trusts nobody makes no builder.
  if (trusts("kpack-controller")) {
    void installation.step(
      "the builder",
      [builder, harbor, cluster, kpack],
      async (images, { host }, { kube }) =>
        installBuilder({
          images: { ...images, tag: `${host}/${registryProject}/clusterbuilder:base` },
          kube,
          kubectl,
        }),
    );
  }

  const relocated = installation.step(
    "Cartographer's bundle is in Harbor",
    [harbor, toolbox, record],
    async (registry, box) =>
      required(
        await relocateCartographer({
          toolbox: box,
          harbor: registry,
          bundle: folder("bundle-cartographer"),
          repository: `${registryProject}/cartographer-bundle`,
          caPem: registry.caPem,
        }),
      ),
  );
  const cartographer = installation.step(
    "Cartographer",
    [toolbox, cluster, relocated, running, trusted, secrets],
    async (box, { name, kubeconfig }) =>
      required(await deployCartographer({ toolbox: box, cluster: { name, kubeconfig } })),
  );
  void installation.step("the supply chain", [harbor, cartographer], ({ host }) =>
    applySupplyChain(`${host}/${registryProject}`, kubectl),
  );
}

/** What has to succeed, for there is no platform without. */
function required({ command, succeeded, text }: Attempt): void {
  if (succeeded) return;
  throw new HarnessError({ code: "tool-failed", message: `Installing Cartographer: ${command}: ${text}` });
}
