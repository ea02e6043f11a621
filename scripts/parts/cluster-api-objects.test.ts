import { describe, expect, it } from "vitest";
import { renamed } from "./cluster-api-objects.ts";

const meta = (name: string) => ({
  name,
  uid: "1",
  ownerReferences: [{ kind: "TanzuKubernetesCluster", name: "bench-a" }],
  labels: { "cluster.x-k8s.io/cluster-name": "bench-a" },
});

const list = JSON.stringify({
  items: [
    {
      apiVersion: "cluster.x-k8s.io/v1beta1",
      kind: "Cluster",
      metadata: meta("bench-a"),
      spec: {
        controlPlaneEndpoint: { host: "10.0.0.5", port: 6443 },
        controlPlaneRef: { name: "bench-a-control-plane" },
      },
      status: { phase: "Provisioned" },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: meta("bench-a-cni-addon"),
      data: { "values.yaml": 'endpoint: "10.0.0.5:6443"\n' },
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: meta("bench-a-ssh"),
      type: "kubernetes.io/ssh-auth",
      data: { "ssh-privatekey": "eA==" },
    },
  ],
});

describe("renamed", () => {
  const { cluster, addons } = renamed(list, "bench-a", "bench-b");

  it("is another cluster's, without what the first one was given", () => {
    expect(cluster).toEqual([
      {
        apiVersion: "cluster.x-k8s.io/v1beta1",
        kind: "Cluster",
        metadata: {
          name: "bench-b",
          namespace: "bench",
          labels: { "cluster.x-k8s.io/cluster-name": "bench-b" },
        },
        spec: { controlPlaneRef: { name: "bench-b-control-plane" } },
      },
      expect.objectContaining({
        kind: "Secret",
        type: "kubernetes.io/ssh-auth",
        data: { "ssh-privatekey": "eA==" },
      }),
    ]);
  });

  it("has addons that know their API server's address", () => {
    expect(addons("10.0.0.9:6443")).toEqual([
      expect.objectContaining({ kind: "ConfigMap", data: { "values.yaml": 'endpoint: "10.0.0.9:6443"\n' } }),
    ]);
  });
});
