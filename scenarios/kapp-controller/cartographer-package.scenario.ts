import { join } from "node:path";
import {
  checkAppFields,
  checkCreatedResources,
  checkDeployment,
  checkResolvedImages,
  fetchCaByGetcert,
  installPackage,
  offerPackage,
  packageCluster,
  relocateBundle,
  retryPackage,
  scenario,
  submitWorkload,
  trustNodesBySsh,
  workloadSeen,
} from "../../harness/index.ts";
import { differs, imgpkgUnknownAuthority, namespace, reconciled, tellOfCa } from "./packages.ts";

const certManager = {
  name: "cert-manager",
  packageName: "cert-manager.tanzu.vmware.com",
  version: "1.1.0+vmware.1-tkg.2",
  namespace,
} as const;
const cartographer = {
  name: "cartographer",
  packageName: "cartographer.carto.run",
  version: "0.0.7",
  namespace,
} as const;
const certManagerRepository = "library/cert-manager-bundle";
const cartographerRepository = "library/cartographer-bundle";

export default scenario({
  id: "kapp-controller/cartographer-package",
  title: "Cartographer comes as a package from the private registry",
  seed: "000",
  product: "TKG 1.x",
  tags: ["nightly", "kapp-controller", "cartographer", "photon"],
  differs: [
    ...differs,
    "one cluster of kind, without a management cluster: the configuration is written by hand",
    "the packages carry cert-manager 1.11.5 and Cartographer 0.7.0 under the versions of the seed",
    "cert-manager's package lies in the private registry too; TKG brings its own",
  ],
  uses: [...packageCluster, "bundle-cert-manager", "bundle-cartographer"],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster with kapp-controller", ({ lab }) => lab.packageCluster())
  .given("ca", "the operator has Harbor's CA, by getcert", ({ cluster: { jumpbox }, harbor }) =>
    fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
  )
  .given("nodes", "its nodes trust Harbor", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green("imgpkg copies cert-manager's bundle into Harbor", async ({ lab, harbor, ca }) =>
    relocateBundle({
      ...{ toolbox: await lab.toolbox(), harbor, repository: certManagerRepository, caPem: ca },
      bundle: lab.folder("bundle-cert-manager"),
    }),
  )
  .green("and Cartographer's", async ({ lab, harbor, ca }) =>
    relocateBundle({
      ...{ toolbox: await lab.toolbox(), harbor, repository: cartographerRepository, caPem: ca },
      bundle: lab.folder("bundle-cartographer"),
    }),
  )
  .given("offered", "both packages are offered", async ({ lab, harbor, cluster }) => {
    const offer = (manifests: string, repository: string) =>
      offerPackage({ cluster, manifests, repository: `${harbor.host}/${repository}`, namespace });
    await offer(join(lab.folder("bundle-cert-manager"), "tkg"), certManagerRepository);
    await offer(lab.folder("bundle-cartographer"), cartographerRepository);
  })
  .red(
    "kapp-controller cannot fetch cert-manager",
    ({ cluster }) => installPackage({ cluster, ...certManager }),
    {
      error: imgpkgUnknownAuthority,
    },
  )
  .red("nor Cartographer", ({ cluster }) => installPackage({ cluster, ...cartographer }), {
    error: imgpkgUnknownAuthority,
  })
  .green("caCerts in the ConfigMap reach its trust store", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
  )
  .green("cert-manager is installed", ({ cluster }) => retryPackage({ cluster, ...certManager }), {
    answer: reconciled,
  })
  .green("Cartographer is installed", ({ cluster }) => retryPackage({ cluster, ...cartographer }), {
    answer: reconciled,
  })
  .green(
    "kbld took its image from Harbor",
    ({ cluster }) => checkResolvedImages({ cluster, ...cartographer }),
    {
      answer:
        /^resolve \| final: projectcartographer\/cartographer@sha256:([0-9a-f]{64}) -> harbor-\w+\.tkg\.test\/library\/cartographer-bundle@sha256:\1$/m,
    },
  )
  .green("kapp created what the bundle renders", async ({ lab, cluster, ca }) =>
    checkCreatedResources({ cluster, ...cartographer, toolbox: await lab.toolbox(), caPem: ca }),
  )
  .green("its App has every field that the seed shows", ({ cluster }) =>
    checkAppFields({ cluster, ...cartographer }),
  )
  .green("Cartographer's controller is available", ({ cluster }) =>
    checkDeployment({ cluster, name: "cartographer-controller", namespace: "cartographer-system" }),
  )
  .green("a Workload is accepted", ({ cluster }) =>
    submitWorkload({ cluster, name: "hello", namespace: "default" }),
  )
  .green(
    "and Cartographer says that no supply chain is there for it",
    ({ cluster }) => workloadSeen({ cluster, name: "hello", namespace: "default" }),
    { answer: /SupplyChainNotFound/ },
  );
