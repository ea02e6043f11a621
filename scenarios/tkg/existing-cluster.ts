import {
  applyPatch,
  checkAvailability,
  checkDiff,
  checkDryRun,
  checkKappControllerConfig,
  checkReplaced,
  checkUntouched,
  createHarborTlsSecret,
  fetchCaFromSecret,
  harborNamespaces,
  kappControllerConfigured,
  machinesOf,
  type NodeSystem,
  restartKappController,
  rollWorkers,
  scenario,
  standaloneTkg,
  tryPatch,
  writePatch,
} from "../../harness/index.ts";
import { differs, helloFrom, helloOn } from "./tkg.ts";

const unknownAuthority = /x509: certificate signed by unknown authority/;

/** What the overlay changes in a cluster that stands, line by line, whichever object it is in. */
const ofTheOverlay = [
  /^[+-]  generation: \d+$/,
  /^\+ +(- content: \|.*|-----(BEGIN|END) CERTIFICATE-----|[A-Za-z0-9+/=]{1,64})$/,
  /^\+ +(owner: root:root|path: \/etc\/ssl\/certs\/harbor-ca\.pem|permissions: "0644"|files:)$/,
  /^\+ +- '?! which (rehash_ca_certificates\.sh|update-ca-certificates) 2>\/dev\/null \|\|.*$/,
  /^\+ +(mv |\/usr\/local|update-ca-certificates|&& update-ca-certificates|tkg-custom-ca\.crt).*$/,
  // kubectl hides what is in a Secret.
  /^[+-]  values\.yaml: '?\*\*\*.*$/,
];

interface ExistingCluster {
  readonly os: NodeSystem;
  /** Of the scenario; the operating system unless told. */
  readonly name?: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly controlPlanes?: 1 | 3;
}

/** A cluster that stands learns to trust Harbor as seed 000 does it: the same for both operating systems. */
export function existingCluster({ os, name = os, title, tags, controlPlanes = 1 }: ExistingCluster) {
  // Of one control plane etcd loses its majority for a moment, of three never.
  const bars =
    controlPlanes === 1 ? { mayLose: 60_000, leastEtcdMembers: 0 } : { mayLose: 0, leastEtcdMembers: 2 };
  return scenario({
    id: `tkg/existing-cluster-${name}`,
    title,
    seed: "000",
    product: "TKG 1.x",
    tags: ["tkg", os, ...tags],
    differs,
    uses: [...standaloneTkg, "harbor", "toolbox", "hello-app"],
  })
    .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
    .given("tkg", "a management cluster and an operator's configuration folder", ({ lab }) => lab.tkg())
    .given("file", "the operator has a cluster configuration", ({ lab, tkg: { tanzu } }) =>
      tanzu.writeClusterConfig({
        CLUSTER_NAME: lab.name(),
        OS_NAME: os,
        CONTROL_PLANE_MACHINE_COUNT: controlPlanes,
      }),
    )
    .given("cluster", "the cluster is created without the overlay", ({ tkg: { tanzu }, file }) =>
      tanzu.createCluster(file),
    )
    .red(
      "pulling hello-app fails on its control plane",
      ({ cluster, harbor }) => helloOn(cluster, harbor, 0),
      {
        error: unknownAuthority,
        symptom: "N01",
      },
    )
    .red("pulling hello-app fails on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
      error: unknownAuthority,
      symptom: "N01",
    })
    .given("ca", "the operator has Harbor's CA, from the secret harbor-tls", async ({ tkg, harbor }) => {
      const { kube, kubectl } = tkg.tanzu.management;
      const namespace = harborNamespaces[os === "photon" ? "TKG" : "TCE"];
      await createHarborTlsSecret({ kube, namespace, harbor, caPem: harbor.ca.certificatePem });
      return fetchCaFromSecret({ kubectl, namespace });
    })
    .red(
      "kapp-controller's ConfigMap does not hold the CA",
      ({ cluster, ca }) => checkKappControllerConfig({ cluster, caPem: ca }),
      { error: /"caCerts":""/ },
    )
    .when("overlay", "custom-ca.yaml and harbor-ca.pem go into 03_customizations", ({ tkg, ca }) =>
      tkg.customize(os, ca),
    )
    .green("the dry run holds the CA at all places", ({ tkg: { tanzu }, file, ca }) =>
      checkDryRun({ tanzu, file, os, caPem: ca }),
    )
    .when("patch", "the dry run goes into patch.yaml", ({ tkg: { tanzu }, file }) =>
      writePatch({ tanzu, file }),
    )
    .green("kubectl diff shows the CA and nothing else", ({ cluster, patch }) =>
      checkDiff({
        cluster,
        patch,
        expected: {
          objects: [
            `KubeadmControlPlane ${cluster.name}-control-plane`,
            `KubeadmConfigTemplate ${cluster.name}-md-0`,
            `Secret ${cluster.name}-kapp-controller-addon`,
          ],
          lines: ofTheOverlay,
        },
      }),
    )
    .given("before", "the Machines are noted", ({ cluster }) => machinesOf(cluster))
    .when("applied", "kubectl apply rolls the control plane", ({ cluster, patch }) =>
      applyPatch({ cluster, patch }),
    )
    .green("API and etcd were there, but for what so many control planes have to lose", ({ applied }) =>
      checkAvailability({ rollout: applied, ...bars }),
    )
    .green("the control plane has new Machines", ({ cluster, before }) =>
      checkReplaced({ cluster, before, part: "control plane" }),
    )
    .green("hello-app runs on its control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
      answer: helloFrom,
    })
    .green("the workers are the Machines that they were", ({ cluster, before }) =>
      checkUntouched({ cluster, before, part: "workers" }),
    )
    .red(
      "pulling hello-app still fails on its worker",
      ({ cluster, harbor }) => helloOn(cluster, harbor, -1),
      {
        error: unknownAuthority,
        symptom: "N01",
      },
    )
    .when("rolled", "the date annotation on the Machine template rolls the workers", ({ cluster }) =>
      rollWorkers({ cluster }),
    )
    .green("the workers have new Machines", ({ cluster, before }) =>
      checkReplaced({ cluster, before, part: "workers" }),
    )
    .green("hello-app runs on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
      answer: helloFrom,
    })
    .when("configured", "kapp-controller brings the CA to the cluster", ({ cluster, ca }) =>
      kappControllerConfigured({ cluster, caPem: ca }),
    )
    .green(
      "kapp-controller's ConfigMap holds the CA",
      ({ cluster, ca }) => checkKappControllerConfig({ cluster, caPem: ca }),
      { answer: /"caCerts":"-----BEGIN CERTIFICATE-----\\n/ },
    )
    .when("restarted", "kubectl rollout restart of kapp-controller works", ({ cluster }) =>
      restartKappController({ cluster }),
    )
    .given("settled", "the Machines are noted again", ({ cluster }) => machinesOf(cluster))
    .when("again", "patch.yaml is applied a second time", ({ cluster, patch }) =>
      applyPatch({ cluster, patch }),
    )
    .green("no control-plane Machine was touched", ({ cluster, settled }) =>
      checkUntouched({ cluster, before: settled, part: "control plane" }),
    )
    .green("no worker was touched", ({ cluster, settled }) =>
      checkUntouched({ cluster, before: settled, part: "workers" }),
    )
    .when("changed", "the operator asks for the other operating system in the same way", ({ cluster, tkg }) =>
      tkg.tanzu.writeClusterConfig({
        CLUSTER_NAME: cluster.name,
        OS_NAME: os === "photon" ? "ubuntu" : "photon",
        CONTROL_PLANE_MACHINE_COUNT: controlPlanes,
      }),
    )
    .red(
      "an infrastructure template is immutable: the API server refuses",
      ({ tkg: { tanzu }, changed }) => tryPatch({ tanzu, file: changed }),
      { error: /DockerMachineTemplate.*immutable/s },
    );
}
