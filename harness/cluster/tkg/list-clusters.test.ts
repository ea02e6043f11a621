import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fakeProgram } from "../../tools/fake-program.ts";
import {
  clustersAsYaml,
  clustersOf,
  type ClusterStatus,
  findCluster,
  listClusters,
  type ListedObject,
} from "./list-clusters.ts";

/** What a change does to the objects of a cluster that runs. */
interface Change {
  readonly deletionTimestamp?: string;
  readonly status?: object;
  readonly controlPlane?: object;
  readonly workers?: object;
}

const rolled = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1 };

/** The objects of one cluster: it runs, but for the change. */
function objectsOf(name: string, namespace = "default", change: Change = {}): readonly ListedObject[] {
  const { deletionTimestamp, status = {}, controlPlane = {}, workers = {} } = change;
  const metadata = (more: string) => ({ name: `${name}${more}`, namespace, generation: 2 });
  const machine = (more: string, labels: Readonly<Record<string, string>>) => ({
    kind: "Machine" as const,
    metadata: { ...metadata(more), uid: `${namespace}-${name}${more}`, labels },
    spec: { clusterName: name },
  });
  return [
    machine("-md-0-x", {}),
    machine("-control-plane-y", { "cluster.x-k8s.io/control-plane": "" }),
    {
      kind: "Cluster",
      metadata: {
        ...metadata(""),
        annotations: { "tkg/plan": "dev" },
        labels: { "cluster-role.tkg.tanzu.vmware.com/tanzu-services": "", other: "" },
        ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
      },
      spec: { controlPlaneRef: { name: `${name}-control-plane` } },
      status: { infrastructureReady: true, controlPlaneReady: true, ...status },
    },
    {
      kind: "KubeadmControlPlane",
      metadata: metadata("-control-plane"),
      spec: { replicas: 1, version: "v1.29.15" },
      status: { ...rolled, ...controlPlane },
    },
    {
      kind: "MachineDeployment",
      metadata: metadata("-md-0"),
      spec: { replicas: 1, clusterName: name },
      status: { ...rolled, ...workers },
    },
  ];
}

const cheetah = {
  name: "cheetah",
  namespace: "default",
  status: "running",
  plan: "dev",
  controlplane: "1/1",
  workers: "1/1",
  kubernetes: "v1.29.15",
  roles: ["tanzu-services"],
};

describe("clustersOf", () => {
  it("tells a cluster's objects from those of others, of the same name in another namespace too", () => {
    const objects = [
      ...objectsOf("puma"),
      ...objectsOf("cheetah", "team", { workers: { readyReplicas: 0 } }),
    ];
    const clusters = clustersOf([...objects, ...objectsOf("cheetah")]);
    expect(clusters.map(({ summary }) => summary)).toEqual([
      cheetah,
      { ...cheetah, name: "puma" },
      { ...cheetah, namespace: "team", status: "updating", workers: "0/1" },
    ]);
    expect(clusters.map(({ machines }) => machines.map(({ metadata }) => metadata.uid))).toEqual([
      ["default-cheetah-control-plane-y", "default-cheetah-md-0-x"],
      ["default-puma-control-plane-y", "default-puma-md-0-x"],
      ["team-cheetah-control-plane-y", "team-cheetah-md-0-x"],
    ]);
  });

  it.each<[ClusterStatus, string, Change]>([
    ["creating", "its infrastructure is not there", { status: { infrastructureReady: false } }],
    ["creating", "its control plane does not serve", { status: { controlPlaneReady: false } }],
    ["creating", "no control-plane node is ready", { controlPlane: { readyReplicas: 0 } }],
    ["updating", "a control-plane node more is there", { controlPlane: { replicas: 2 } }],
    ["updating", "a worker is the old one", { workers: { updatedReplicas: 0 } }],
    ["updating", "a change is not seen yet", { workers: { observedGeneration: 1 } }],
    [
      "deleting",
      "it is told to go",
      { deletionTimestamp: "2026-01-01T00:00:00Z", status: { controlPlaneReady: false } },
    ],
  ])("is %s when %s", (status, _, change) => {
    expect(clustersOf(objectsOf("cheetah", "default", change))[0]?.summary.status).toBe(status);
  });

  it("knows little of a cluster that has just been made", () => {
    const made: ListedObject = { kind: "Cluster", metadata: { name: "new", namespace: "default" }, spec: {} };
    expect(clustersOf([made])).toEqual([
      {
        summary: {
          ...{ name: "new", namespace: "default", status: "creating", plan: "", roles: [] },
          ...{ controlplane: "0/0", workers: "0/0", kubernetes: "" },
        },
        machines: [],
      },
    ]);
  });
});

describe("findCluster", () => {
  const clusters = clustersOf([...objectsOf("cheetah"), ...objectsOf("puma", "team")]);
  it("finds it in its namespace", () => {
    expect(findCluster(clusters, { name: "puma", namespace: "team" }).summary.name).toBe("puma");
  });

  it.each([
    ["lynx", "Looking for the cluster lynx: there is none in namespace default", "tkglab tanzu cluster list"],
    [
      "puma",
      "Looking for the cluster puma: there is none in namespace default, but one in team",
      "--namespace team",
    ],
  ])("says where %s is", (name, message, hint) => {
    expect(() => findCluster(clusters, { name, namespace: "default" })).toThrow(
      expect.objectContaining({ code: "usage", message, hint }),
    );
  });
});

describe("listClusters", () => {
  const options = { binary: "kubectl", kubeconfig: "/s/m.kubeconfig", signal: undefined };

  it("asks once for everything", async () => {
    const stdout = JSON.stringify({ kind: "List", items: objectsOf("cheetah") });
    await using kubectl = await fakeProgram("kubectl", [{ when: "*", stdout }]);
    expect((await listClusters(options)).map(({ summary }) => summary)).toEqual([cheetah]);
    expect(await kubectl.calls()).toEqual([
      "--kubeconfig /s/m.kubeconfig --cache-dir /s/kubectl-cache get clusters.cluster.x-k8s.io,kubeadmcontrolplanes.controlplane.cluster.x-k8s.io,machinedeployments.cluster.x-k8s.io,machines.cluster.x-k8s.io --all-namespaces --output json",
    ]);
  });

  it("says that the management cluster does not answer", async () => {
    const stderr =
      "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?";
    await using _kubectl = await fakeProgram("kubectl", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(listClusters(options)).rejects.toMatchObject({
      code: "unreachable",
      message: `Listing the clusters: the API server does not answer: ${stderr}`,
    });
  });
});

describe("clustersAsYaml", () => {
  it("says the same as JSON", () => {
    const summaries = clustersOf(objectsOf("cheetah")).map(({ summary }) => summary);
    expect(parse(clustersAsYaml(summaries))).toEqual([cheetah]);
  });
});
