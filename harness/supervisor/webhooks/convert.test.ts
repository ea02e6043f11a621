import { describe, expect, it } from "vitest";
import { apiVersions } from "../api/names.ts";
import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import type { TanzuKubernetesClusterV1alpha1 } from "../api/tanzu-kubernetes-cluster-v1alpha1.ts";
import { answerConversion } from "./conversion-review.ts";
import { convert, keptAnnotations } from "./convert.ts";

const { v1alpha1, v1alpha2 } = apiVersions;
const nodes = { vmClass: "best-effort-small", storageClass: "standard" };
const tkr = { reference: { name: "v1.34.4---vmware.1-tkg.1" } };
const settings = {
  network: {
    pods: { cidrBlocks: ["10.1.0.0/16"] },
    trust: { additionalTrustedCAs: [{ name: "a", data: "YQ==" }] },
  },
};

const old: TanzuKubernetesClusterV1alpha1 = {
  apiVersion: v1alpha1,
  kind: "TanzuKubernetesCluster",
  metadata: { name: "tkc-cluster-1", namespace: "ns1", labels: { team: "a" } },
  spec: {
    topology: {
      controlPlane: { count: 1, class: "best-effort-small", storageClass: "standard" },
      workers: { count: 2, class: "best-effort-small", storageClass: "standard" },
    },
    distribution: { fullVersion: "v1.34.4+vmware.1-tkg.1", version: "v1.34" },
    settings,
  },
};

const plain: TanzuKubernetesCluster = {
  apiVersion: v1alpha2,
  kind: "TanzuKubernetesCluster",
  metadata: { name: "tkc-cluster-1", namespace: "ns1" },
  spec: {
    topology: {
      controlPlane: { replicas: 3, ...nodes, tkr },
      nodePools: [{ name: "workers", replicas: 2, ...nodes, tkr }],
    },
    settings,
  },
};

const rich: TanzuKubernetesCluster = {
  ...plain,
  metadata: { ...plain.metadata, annotations: { mine: "yes" } },
  spec: {
    topology: {
      controlPlane: { ...nodes, tkr, nodeDrainTimeout: "5m0s" },
      nodePools: [
        { name: "a", replicas: 2, ...nodes, labels: { disk: "fast" } },
        {
          name: "b",
          replicas: 1,
          vmClass: "large",
          storageClass: "standard",
          taints: [{ key: "k", effect: "NoExecute" }],
        },
      ],
    },
    distribution: { fullVersion: "v1.33.1" },
  },
  status: {
    phase: "running",
    version: "v1.34.4",
    apiEndpoints: [{ host: "172.18.0.4", port: 6443 }],
    conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2026-11-22T00:00:00Z" }],
    totalWorkerReplicas: 3,
    addons: [
      {
        name: "flannel",
        type: "CNI",
        conditions: [{ type: "Provisioned", status: "True", lastTransitionTime: "x" }],
      },
      { name: "metrics", type: "MetricsServer" },
    ],
  },
};

const named = {
  ...plain,
  spec: { topology: { ...plain.spec.topology, nodePools: [{ name: "pool-1", ...nodes }] } },
};
const hinted = { ...plain, spec: { ...plain.spec, distribution: { version: "v1.34" } } };
const watched: TanzuKubernetesClusterV1alpha1 = {
  ...old,
  status: {
    phase: "creating",
    vmStatus: { "tkc-cluster-1-control-plane-6wg5h": "ready" },
    clusterApiStatus: { phase: "Provisioning", apiEndpoints: [{ host: "h", port: 6443 }] },
    addons: { cni: { name: "antrea", status: "error", lastErrorMessage: "no" } },
  },
};

describe("convert", () => {
  it("says the same in the other words", () => {
    expect(convert(old, v1alpha2)).toEqual({
      ...plain,
      metadata: old.metadata,
      spec: {
        topology: {
          controlPlane: { replicas: 1, ...nodes, tkr },
          nodePools: [{ name: "workers", replicas: 2, ...nodes, tkr }],
        },
        distribution: { version: "v1.34" },
        settings,
      },
    });
    expect(convert(plain, v1alpha1)).toEqual({
      ...old,
      metadata: plain.metadata,
      spec: {
        topology: { ...old.spec.topology, controlPlane: { ...old.spec.topology.controlPlane, count: 3 } },
        distribution: { fullVersion: "v1.34.4+vmware.1-tkg.1" },
        settings,
      },
    });
  });

  it.each([
    ["v1alpha1", old, v1alpha2],
    ["a v1alpha1 with a status", watched, v1alpha2],
    ["v1alpha2", plain, v1alpha1],
    ["a v1alpha2 with pools, labels, taints and a status", rich, v1alpha1],
    ["a pool with a name and no number", named, v1alpha1],
    ["a hint of a version", hinted, v1alpha1],
    [
      "nothing but a name",
      { apiVersion: v1alpha1, kind: "TanzuKubernetesCluster", metadata: { name: "a" } },
      v1alpha2,
    ],
    ["half a topology", { ...plain, spec: { topology: { controlPlane: nodes } } }, v1alpha1],
  ] as const)("loses nothing on the way there and back: %s", (_, cluster, to) => {
    const there = convert(cluster, to);
    expect(there.apiVersion).toBe(to);
    const back = convert(there, cluster.apiVersion);
    expect(back).toEqual(cluster);
    expect(convert(back, to)).toEqual(there);
  });

  it("keeps nothing where nothing would be lost", () => {
    expect(convert(plain, v1alpha1).metadata).toEqual(plain.metadata);
    expect(convert(old, v1alpha2).metadata).toEqual(old.metadata);
  });

  it("sums up several pools, and says what cannot be said", () => {
    const { spec, metadata } = convert(rich, v1alpha1);
    expect(spec?.topology).toMatchObject({
      controlPlane: { count: 1 },
      workers: { count: 3, class: "!unavailable-via-v1alpha1", storageClass: "standard" },
    });
    expect(spec?.distribution).toEqual({ fullVersion: "v1.34.4+vmware.1-tkg.1" });
    expect(Object.keys(metadata?.annotations ?? {})).toEqual(["mine", keptAnnotations[v1alpha2]]);
  });

  it("takes over what was changed in v1alpha1, and keeps the rest", () => {
    const before = convert(named, v1alpha1) as TanzuKubernetesClusterV1alpha1; // as: it asked for that version
    const { topology } = before.spec;
    const after = convert(
      {
        ...before,
        spec: {
          distribution: { fullVersion: "v1.35.0" },
          topology: {
            controlPlane: { ...topology.controlPlane, count: 3 },
            workers: { ...topology.workers, count: 5 },
          },
        },
      },
      v1alpha2,
    );
    expect(after.spec).toEqual({
      topology: {
        controlPlane: { replicas: 3, ...nodes, tkr: { reference: { name: "v1.35.0" } } },
        nodePools: [{ name: "pool-1", replicas: 5, ...nodes, tkr: { reference: { name: "v1.35.0" } } }],
      },
    });
  });

  it("changes a control plane in v1alpha1 where the pools cannot be said", () => {
    const before = convert(rich, v1alpha1) as TanzuKubernetesClusterV1alpha1; // as: it asked for that version
    const { topology, ...spec } = before.spec;
    const controlPlane = { ...topology.controlPlane, count: 3 };
    const after = convert(
      { ...before, spec: { ...spec, topology: { ...topology, controlPlane } } },
      v1alpha2,
    );
    expect(after).toEqual({
      ...rich,
      spec: {
        ...rich.spec,
        topology: {
          ...rich.spec.topology,
          controlPlane: { ...rich.spec.topology.controlPlane, replicas: 3 },
        },
      },
    });
  });

  it("refuses a change of the workers in v1alpha1 where there are several pools", () => {
    const before = convert(rich, v1alpha1) as TanzuKubernetesClusterV1alpha1; // as: it asked for that version
    const { topology, ...spec } = before.spec;
    const workers = { ...topology.workers, count: 4 };
    const changed = { ...before, spec: { ...spec, topology: { ...topology, workers } } };
    expect(() => convert(changed, v1alpha2)).toThrow(
      "Converting the object: spec.topology.nodePools has 2 entries, which this version of the API cannot say; a change of them here would be lost",
    );
  });

  it("reads a cluster whose annotation is broken, and refuses to write one", () => {
    const broken = (version: keyof typeof keptAnnotations) => ({ [keptAnnotations[version]]: "{" });
    const { metadata } = plain;
    const readable = { ...plain, metadata: { ...metadata, annotations: broken(v1alpha1) } };
    expect(convert(readable, v1alpha1)).toEqual(convert(plain, v1alpha1));
    const written = { ...old, metadata: { ...metadata, annotations: broken(v1alpha2) } };
    expect(() => convert(written, v1alpha2)).toThrow(
      /^Converting to run\.tanzu\.vmware\.com\/v1alpha2: metadata\.annotations\["run\.tanzu\.vmware\.com\/v1alpha2-data"\] cannot be read: /,
    );
  });

  it("refuses what it does not know", () => {
    expect(() => convert(plain, "toString")).toThrow("to toString: this is for TanzuKubernetesClusters");
    expect(() => convert(plain, "run.tanzu.vmware.com/v1alpha3")).toThrow(
      "Converting TanzuKubernetesCluster of run.tanzu.vmware.com/v1alpha2 to run.tanzu.vmware.com/v1alpha3: this is for TanzuKubernetesClusters of run.tanzu.vmware.com/v1alpha1 and run.tanzu.vmware.com/v1alpha2",
    );
  });
});

describe("answerConversion", () => {
  it("converts all, in their order", () => {
    const answer = answerConversion({ uid: "1", desiredAPIVersion: v1alpha2, objects: [old, plain] });
    expect(answer).toEqual({
      uid: "1",
      result: { status: "Success" },
      convertedObjects: [convert(old, v1alpha2), plain],
    });
  });

  it("or none, and says which one cannot be", () => {
    const written = {
      ...old,
      metadata: { ...old.metadata, annotations: { [keptAnnotations[v1alpha2]]: "7" } },
    };
    const answer = answerConversion({ uid: "1", desiredAPIVersion: v1alpha2, objects: [plain, written] });
    expect(answer).toEqual({
      uid: "1",
      result: {
        status: "Failed",
        message: expect.stringMatching(/^ns1\/tkc-cluster-1: Converting to /) as string,
      },
    });
  });
});
