import { describe, expect, it } from "vitest";
import type { ClusterSummary } from "../../cluster/tkg/list-clusters.ts";
import type { Machine } from "../../cluster/tkg/machines.ts";
import { clustersText, clusterText } from "./clusters-text.ts";

const puma: ClusterSummary = {
  name: "puma",
  namespace: "default",
  status: "running",
  plan: "dev",
  controlplane: "1/1",
  workers: "1/1",
  kubernetes: "v1.29.15",
  roles: [],
};
const cheetah: ClusterSummary = {
  ...puma,
  ...{
    name: "cheetah",
    namespace: "team",
    status: "creating",
    plan: "",
    controlplane: "0/3",
    roles: ["a", "b"],
  },
};

describe("clustersText", () => {
  it("lines up as the Tanzu CLI does", () => {
    expect(clustersText([puma, cheetah], "table")).toBe(
      [
        "  NAME     NAMESPACE  STATUS    CONTROLPLANE  WORKERS  KUBERNETES  ROLES   PLAN",
        "  puma     default    running   1/1           1/1      v1.29.15    <none>  dev",
        "  cheetah  team       creating  0/3           1/1      v1.29.15    a,b     <none>",
        "",
      ].join("\n"),
    );
  });

  it("is a heading, or an empty list, where there is none", () => {
    expect(clustersText([], "table")).toBe(
      "  NAME  NAMESPACE  STATUS  CONTROLPLANE  WORKERS  KUBERNETES  ROLES  PLAN\n",
    );
    expect([clustersText([], "json"), clustersText([], "yaml")]).toEqual(["[]\n", "[]\n"]);
  });

  it("gives programs the names of the Tanzu CLI", () => {
    expect(JSON.parse(clustersText([puma], "json"))).toEqual([puma]);
    expect(clustersText([puma], "yaml")).toBe(
      "- name: puma\n  namespace: default\n  status: running\n  plan: dev\n  controlplane: 1/1\n  workers: 1/1\n  kubernetes: v1.29.15\n  roles: []\n",
    );
  });
});

describe("clusterText", () => {
  it("has the Machines below, and what troubles them", () => {
    const machines: readonly Machine[] = [
      {
        metadata: { name: "puma-cp", uid: "1", labels: { "cluster.x-k8s.io/control-plane": "" } },
        spec: { clusterName: "puma", version: "v1.29.15" },
        status: {
          phase: "Running",
          addresses: [
            { type: "Hostname", address: "puma-cp" },
            { type: "InternalIP", address: "172.18.0.5" },
          ],
        },
      },
      {
        metadata: { name: "puma-md", uid: "2" },
        spec: { clusterName: "puma" },
        status: {
          phase: "Provisioning",
          conditions: [
            { type: "BootstrapReady", status: "False", message: "waiting for\nthe control plane" },
          ],
        },
      },
    ];
    expect(clusterText({ summary: puma, machines })).toBe(
      [
        "  NAME  NAMESPACE  STATUS   CONTROLPLANE  WORKERS  KUBERNETES  ROLES   PLAN",
        "  puma  default    running  1/1           1/1      v1.29.15    <none>  dev",
        "",
        "Details:",
        "",
        "  MACHINE  ROLE           STATUS        ADDRESS     KUBERNETES  MESSAGE",
        "  puma-cp  control-plane  running       172.18.0.5  v1.29.15",
        "  puma-md  worker         provisioning  <none>      <none>      waiting for the control plane",
        "",
      ].join("\n"),
    );
  });
});
