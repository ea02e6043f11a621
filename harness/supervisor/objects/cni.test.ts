import { describe, expect, it } from "vitest";
import { cniObjects } from "./cni.ts";
import { testCluster, testLab } from "./cluster-under-test.ts";

const endpoint = { host: "172.18.0.5", port: 6443 };
const network = { pods: { cidrBlocks: ["10.7.0.0/16"] } };
const cluster = (spec: object) => ({ metadata: { name: "abc" }, spec });

describe("cniObjects", () => {
  it("are what the App reads, with the network that the Cluster has, and the App", () => {
    const objects = cniObjects(
      { tkc: testCluster(), lab: { ...testLab, cni: { "a.yaml": "net: {{ .PodSubnet }}" } } },
      cluster({ controlPlaneEndpoint: endpoint, clusterNetwork: network }),
    );
    expect(objects.map(({ kind }) => kind)).toEqual(["ConfigMap", "App"]);
    expect(objects[0]?.data).toEqual({
      "a.yaml": "net: 10.7.0.0/16",
      "values.yaml": '#@data/values\n---\nendpoint: "172.18.0.5:6443"\n',
    });
    for (const { metadata } of objects) expect(metadata.ownerReferences).toHaveLength(1);
  });

  it.each([
    ["no address", { clusterNetwork: network }],
    ["no network", { controlPlaneEndpoint: endpoint }],
  ])("are none while the Cluster has %s", (_what, spec) => {
    expect(cniObjects({ tkc: testCluster(), lab: testLab }, cluster(spec))).toEqual([]);
  });
});
