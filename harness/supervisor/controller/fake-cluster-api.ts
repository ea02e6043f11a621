import type { KubeObject } from "../objects/kube-object.ts";
import { labels } from "../objects/names.ts";
import type { FakeKubeApi } from "./fake-kube-api.ts";
import { keyOf } from "./fake-kube-api.ts";
import type { Kind } from "./kinds.ts";

const finalizer = "cluster.cluster.x-k8s.io";

/** Of what a Cluster takes along. */
const descendants = ["MachineDeployment", "MachineSet", "KubeadmControlPlane", "DockerCluster"] as const;

/** For tests: what Cluster API and kapp-controller do when it is given time: everything that was wanted of it is there. */
export function clusterApiActs(api: FakeKubeApi): void {
  for (const cluster of api.all("Cluster")) {
    if (cluster.metadata.deletionTimestamp === undefined) makeCluster(api, cluster);
    else removeCluster(api, cluster);
  }
  for (const app of api.all("App")) {
    api.put({ ...app, status: { conditions: [{ type: "ReconcileSucceeded", status: "True" }] } });
  }
}

function makeCluster(api: FakeKubeApi, cluster: KubeObject): void {
  const { metadata, spec } = cluster;
  const endpoint = { host: "172.18.0.5", port: 6443 };
  api.put({
    ...cluster,
    metadata: { ...metadata, finalizers: [finalizer] },
    // as: a Cluster's spec is a map
    spec: { ...(spec as object), controlPlaneEndpoint: endpoint },
    status: { infrastructureReady: true, phase: "Provisioned" },
  });
  for (const kind of ["KubeadmControlPlane", "MachineDeployment"] as const) {
    for (const object of ofCluster(api, kind, metadata.name)) rollOut(api, object);
  }
}

function rollOut(api: FakeKubeApi, object: KubeObject): void {
  const { replicas = 1 } = object.spec as { readonly replicas?: number }; // as: both kinds have it
  const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas };
  const observedGeneration = object.metadata.generation ?? 0;
  api.put({ ...object, status: { initialized: true, observedGeneration, ...counts } });
}

function removeCluster(api: FakeKubeApi, cluster: KubeObject): void {
  const { name } = cluster.metadata;
  for (const kind of descendants) {
    for (const { metadata } of ofCluster(api, kind, name)) api.remove(keyOf(kind, metadata));
  }
  api.put({ ...cluster, metadata: { ...cluster.metadata, finalizers: [] } });
}

function ofCluster(api: FakeKubeApi, kind: Kind, cluster: string): KubeObject[] {
  return api.all(kind).filter(({ metadata }) => metadata.labels?.[labels.cluster] === cluster);
}
