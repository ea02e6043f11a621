import { apiVersions, configurationName } from "../api/names.ts";
import type { TrustedCa } from "../api/settings.ts";
import type { NodePool, TanzuKubernetesClusterSpec } from "../api/tanzu-kubernetes-cluster.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";
import { clusterKind, type ClusterInput, type StoredCluster } from "./cluster-input.ts";
import type { LabSettings } from "./lab-settings.ts";

/** For tests: a lab. */
export const testLab: LabSettings = {
  nodeImage: "tkglab/node-photon:1",
  loadBalancer: { imageRepository: "tkglab", imageTag: "2" },
  kubernetesVersion: "v1.34.4",
  ...{ pods: "100.96.0.0/11", services: "100.64.0.0/13" },
  cni: { "flannel.yaml": "network: {{ .PodSubnet }}" },
};

/** For tests: a pool of one worker. */
export function testPool(name: string, said: Partial<NodePool> = {}): NodePool {
  return { name, replicas: 1, vmClass: "best-effort-small", storageClass: "lab", ...said };
}

/** For tests: the cluster tkc-cluster-1 of seed 003, with one control plane and one pool. */
export function testCluster(
  said: Partial<TanzuKubernetesClusterSpec> = {},
  { name = "tkc-cluster-1", generation = 1 } = {},
): StoredCluster {
  const topology = {
    controlPlane: {
      ...{ replicas: 1, vmClass: "best-effort-small", storageClass: "lab" },
      tkr: { reference: { name: "v1.34.4---vmware.1-tkg.1" } },
    },
    nodePools: [testPool("workers")],
  };
  return {
    ...{ apiVersion: apiVersions.v1alpha2, kind: clusterKind },
    metadata: { name, namespace: "ns1", uid: `uid-of-${name}`, generation },
    spec: { topology, ...said },
  };
}

/** For tests: a PEM that is one by its first line, encoded as TkgServiceConfiguration wants it. */
export function testCa(name: string): TrustedCa {
  return { name, data: Buffer.from(pemOf(name)).toString("base64") };
}

/** For tests: what a node gets of it. */
export function pemOf(name: string): string {
  return `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----\n`;
}

/** For tests: a configuration with these CAs. */
export function testConfiguration(...additionalTrustedCAs: readonly TrustedCa[]): TkgServiceConfiguration {
  return {
    ...{ apiVersion: apiVersions.v1alpha1, kind: "TkgServiceConfiguration" },
    metadata: { name: configurationName },
    spec: { defaultCNI: "antrea", trust: { additionalTrustedCAs } },
  };
}

/** For tests: what that cluster's objects follow from. */
export function testInput(said: Partial<ClusterInput> = {}): ClusterInput {
  return {
    tkc: testCluster(),
    lab: testLab,
    cas: [],
    sshPublicKey: "ssh-rsa AAAA ns1/tkc-cluster-1",
    ...said,
  };
}
