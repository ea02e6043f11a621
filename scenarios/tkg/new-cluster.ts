import {
  checkContainerdStart,
  checkDryRun,
  checkKappControllerConfig,
  checkSchemas,
  fetchCaByGetcert,
  type NodeSystem,
  runHelloApp,
  scenario,
  standaloneTkg,
  type TkgVersion,
} from "../../harness/index.ts";
import { differs, helloFrom, helloOn, nodeOf } from "./tkg.ts";

interface NewCluster {
  readonly os: NodeSystem;
  /** The version of TKG whose folders the operator has. */
  readonly version: TkgVersion;
  readonly title: string;
  readonly tags: readonly string[];
}

/** A new cluster, once without and once with the overlay of seed 000: the same for both operating systems. */
export function newCluster({ os, version, title, tags }: NewCluster) {
  return scenario({
    id: `tkg/new-cluster-${os}`,
    title,
    seed: "000",
    product: "TKG 1.x",
    tags: ["tkg", os, ...tags],
    differs,
    uses: [...standaloneTkg, "harbor", "toolbox", "hello-app"],
  })
    .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
    .given(
      "tkg",
      `a management cluster and an operator's configuration folder of TKG ${version}`,
      ({ lab }) => lab.tkg({ version }),
    )
    .given("untrusting", "a cluster is created without the overlay", async ({ lab, tkg: { tanzu } }) =>
      tanzu.createCluster(await tanzu.writeClusterConfig({ CLUSTER_NAME: lab.name("red"), OS_NAME: os })),
    )
    .red(
      "pulling hello-app fails there",
      ({ untrusting, harbor }) => runHelloApp({ cluster: untrusting, image: harbor.helloApp }),
      { error: /x509: certificate signed by unknown authority/, symptom: "N01" },
    )
    .given("ca", "the operator has Harbor's CA, by getcert", ({ tkg: { jumpbox }, harbor }) =>
      fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
    )
    .given("file", "the operator has a configuration for a second cluster", ({ lab, tkg: { tanzu } }) =>
      tanzu.writeClusterConfig({ CLUSTER_NAME: lab.name("new"), OS_NAME: os }),
    )
    .red(
      "its dry run does not hold the CA",
      ({ tkg: { tanzu }, file, ca }) => checkDryRun({ tanzu, file, os, caPem: ca }),
      { error: /caCerts: expected Harbor's CA; actual nothing/ },
    )
    .when("overlay", "custom-ca.yaml and harbor-ca.pem go into 03_customizations", ({ tkg, ca }) =>
      tkg.customize(os, ca),
    )
    .green("the dry run holds the CA at all places", ({ tkg: { tanzu }, file, ca }) =>
      checkDryRun({ tanzu, file, os, caPem: ca }),
    )
    .green(
      "the API server takes every object of it",
      ({ tkg: { tanzu }, file }) => checkSchemas({ tanzu, file }),
      {
        answer: /(.* created \(server dry run\)\n?){8}/,
      },
    )
    .when("cluster", "the cluster is created", ({ tkg: { tanzu }, file }) => tanzu.createCluster(file))
    .green("hello-app runs on its control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
      answer: helloFrom,
    })
    .green("hello-app runs on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, 1), {
      answer: helloFrom,
    })
    .green(
      "containerd needed no restart: it reads the trust store at its first connection, and the CA was there",
      async ({ cluster }) => checkContainerdStart({ node: await nodeOf(cluster, 0) }),
    )
    .green(
      "kapp-controller's ConfigMap holds the CA",
      ({ cluster, ca }) => checkKappControllerConfig({ cluster, caPem: ca }),
      { answer: /"caCerts":"-----BEGIN CERTIFICATE-----\\n/ },
    );
}
