import {
  checkAppFields,
  checkCreatedResources,
  checkDeployment,
  checkResolvedImages,
  installPackage,
  retryPackage,
  submitWorkload,
  workloadSeen,
} from "../../harness/index.ts";
import { imgpkgUnknownAuthority, reconciled, tellOfCa } from "./packages.ts";
import { packageScenario } from "./package-scenario.ts";
import {
  bundles,
  cartographer,
  certManager,
  differsOfCartographer,
  offerBoth,
  relocate,
} from "./cartographer.ts";

export default packageScenario({
  id: "kapp-controller/cartographer-package",
  title: "Cartographer comes as a package from the private registry",
  tags: ["nightly", "cartographer"],
  differs: differsOfCartographer,
  uses: bundles,
})
  .green("imgpkg copies cert-manager's bundle into Harbor", ({ lab, harbor, ca }) =>
    relocate({ lab, harbor, bundle: "bundle-cert-manager", caPem: ca }),
  )
  .green("and Cartographer's", ({ lab, harbor, ca }) =>
    relocate({ lab, harbor, bundle: "bundle-cartographer", caPem: ca }),
  )
  .given("offered", "both packages are offered", ({ lab, harbor, cluster }) =>
    offerBoth({ lab, harbor, cluster }),
  )
  .red(
    "kapp-controller cannot fetch cert-manager",
    ({ cluster }) => installPackage({ cluster, ...certManager }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )
  .red("nor Cartographer", ({ cluster }) => installPackage({ cluster, ...cartographer }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
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
