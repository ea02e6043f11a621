import { describe, expect, it } from "vitest";
import type { NetworkSettings } from "../api/settings.ts";
import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import { describeProblem } from "./field-problem.ts";
import { longestClusterName } from "./name-lengths.ts";
import { clusterOf } from "./objects-under-test.ts";
import { validateCluster } from "./validate-cluster.ts";

const problems = (cluster: TanzuKubernetesCluster, before?: TanzuKubernetesCluster) =>
  validateCluster(cluster, before, new Date()).problems.map(describeProblem);
const { topology } = clusterOf().spec;
const [workers] = topology.nodePools;
if (workers === undefined) throw new Error("the cluster under test has workers");
const pools = (...names: readonly string[]) =>
  clusterOf({ topology: { ...topology, nodePools: names.map((name) => ({ ...workers, name })) } });
const network = (settings: NetworkSettings) => clusterOf({ settings: { network: settings } });
const release = (name: string) =>
  clusterOf({
    topology: { ...topology, controlPlane: { ...topology.controlPlane, tkr: { reference: { name } } } },
  });

describe("validateCluster", () => {
  it("allows the seed's cluster, and itself as its successor", () => {
    expect(problems(clusterOf())).toEqual([]);
    expect(problems(clusterOf(), clusterOf())).toEqual([]);
  });

  it("allows names as long as hosts may be called, and no longer", () => {
    const longest = clusterOf({}, "c".repeat(longestClusterName));
    expect(problems(longest)).toEqual([]);
    expect(`${longest.metadata.name}-workers-xxxxx-xxxxx-xxxxx`).toHaveLength(63);
    const longer = "c".repeat(longestClusterName + 1);
    expect(problems(clusterOf({}, longer))).toEqual([
      `metadata.name has 38 characters; it should have 37 at most: nodes are called ${longer}-workers-xxxxx-xxxxx-xxxxx`,
    ]);
    expect(problems(pools("p".repeat(64)))).toEqual([
      "spec.topology.nodePools[0].name has 64 characters; it should have 63 at most",
    ]);
  });

  it.each(["A", "1a", "a.b", "a-", "", "a\n"])("refuses the name %j", (name) => {
    const is = `is ${JSON.stringify(name)}; it should begin with a letter, have small letters, digits and '-' only, and not end with '-'`;
    expect(problems({ ...clusterOf(), metadata: { name } })).toEqual([`metadata.name ${is}`]);
    expect(problems(pools(name))).toEqual([`spec.topology.nodePools[0].name ${is}`]);
  });

  it("refuses a pool that is there twice", () => {
    expect(problems(pools("a", "b", "a"))).toEqual([
      'spec.topology.nodePools[2].name is "a" again; it should be its own',
    ]);
  });

  it("refuses what v1alpha1 said without being able to", () => {
    const vmClass = "!unavailable-via-v1alpha1";
    const found = problems(clusterOf({ topology: { ...topology, nodePools: [{ ...workers, vmClass }] } }));
    expect(found).toEqual([
      `spec.topology.nodePools[0].vmClass is "${vmClass}"; it should be the name of a VirtualMachineClass`,
    ]);
  });

  it.each([0, 2, 5])("refuses a control plane of %i", (replicas) => {
    const found = problems(
      clusterOf({ topology: { ...topology, controlPlane: { ...topology.controlPlane, replicas } } }),
    );
    expect(found).toEqual([`spec.topology.controlPlane.replicas is ${replicas}; it should be 1 or 3`]);
  });

  it("lets a control plane grow and not shrink, to what is not said either", () => {
    const { replicas: _, ...controlPlane } = topology.controlPlane;
    const one = clusterOf({ topology: { ...topology, controlPlane } });
    expect(problems(clusterOf(), one)).toEqual([]);
    expect(problems(one, clusterOf())).toEqual([
      "spec.topology.controlPlane.replicas is 1 and was 3; it should not be less: a control plane does not shrink",
    ]);
  });

  it("looks at the cluster's own CAs and proxy", () => {
    const trust = { additionalTrustedCAs: [{ name: "harbor ca", data: "YQ==" }] };
    expect(
      problems(network({ trust, proxy: { httpProxy: "x", httpsProxy: "http://a", noProxy: [] } })),
    ).toEqual([
      "spec.settings.network.proxy.httpProxy is no URL of http; it should be http://[user:password@]address:port",
      expect.stringMatching(
        /^spec\.settings\.network\.trust\.additionalTrustedCAs\[0\]\.name is "harbor ca"; /,
      ),
      expect.stringMatching(
        /^spec\.settings\.network\.trust\.additionalTrustedCAs\[0\]\.data is base64 of something/,
      ),
    ]);
  });

  it.each(["10.0.0.0", "10.0.0.256/8", "10.0.0.0/33", "fd00::/8", "all"])("refuses the range %s", (block) => {
    expect(problems(network({ pods: { cidrBlocks: ["10.0.0.0/8", block] } }))).toEqual([
      `spec.settings.network.pods.cidrBlocks[1] is "${block}"; it should be a range of IPv4 addresses such as 192.168.0.0/16`,
    ]);
  });
});

describe("a change of a cluster", () => {
  const stay = "it should stay: it cannot be changed once the cluster is there";

  it.each([
    [
      {},
      { pods: { cidrBlocks: ["10.1.0.0/16"] } },
      'pods.cidrBlocks is ["10.1.0.0/16"] and was ["192.168.0.0/16"]',
    ],
    [
      { services: { cidrBlocks: ["10.1.0.0/16"] } },
      {},
      'services.cidrBlocks is ["10.96.0.0/12"] and was ["10.1.0.0/16"]',
    ],
    [
      { serviceDomain: "a.local" },
      { serviceDomain: "b.local" },
      'serviceDomain is "b.local" and was "a.local"',
    ],
    [{ cni: { name: "antrea" } }, { cni: { name: "calico" } }, 'cni.name is "calico" and was "antrea"'],
    [{ cni: { name: "antrea" } }, {}, 'cni.name is not there and was "antrea"'],
  ] as const)("is refused where the network would be another: %j, %j", (before, now, what) => {
    expect(problems(network(now), network(before))).toEqual([`spec.settings.network.${what}; ${stay}`]);
  });

  it("may write down what was so without being said", () => {
    const said: NetworkSettings = {
      pods: { cidrBlocks: ["192.168.0.0/16"] },
      services: { cidrBlocks: ["10.96.0.0/12"] },
      serviceDomain: "cluster.local",
      cni: { name: "calico" },
    };
    expect(problems(network(said), clusterOf())).toEqual([]);
  });

  it("may change trust, proxy, classes and workers", () => {
    const more = { ...workers, vmClass: "large", replicas: 9 };
    const spec = { topology: { ...topology, nodePools: [more] }, settings: { network: { trust: {} } } };
    expect(problems(clusterOf(spec), clusterOf())).toEqual([]);
  });

  it.each([
    ["v1.33.1---vmware.1", "v1.34.4---vmware.1"],
    ["v1.34.4---vmware.1", "v1.34.4---vmware.2"],
    ["v1.34.4", "v1.34.4"],
    ["v1.34", "v1.33.1"],
  ])("may go from release %s to %s", (before, now) => {
    expect(problems(release(now), release(before))).toEqual([]);
  });

  it.each([
    [
      "v1.34.4---vmware.1",
      "v1.34.3---vmware.1",
      "is v1.34.3+vmware.1 and was v1.34.4+vmware.1; it should not be lower: Kubernetes does not go back",
    ],
    ["v1.34.4", "v1.33.9", "is v1.33.9 and was v1.34.4; it should not be lower: Kubernetes does not go back"],
    [
      "v1.32.0",
      "v1.34.4",
      "is v1.34.4 and was v1.32.0; it should be v1.32 or v1.33: no minor version can be left out",
    ],
    [
      "v1.34.4",
      "v2.0.0",
      "is v2.0.0 and was v1.34.4; it should be v1.34 or v1.35: no minor version can be left out",
    ],
  ])("may not go from release %s to %s", (before, now, sentence) => {
    expect(problems(release(now), release(before))).toEqual([
      `spec.topology.controlPlane.tkr.reference.name ${sentence}`,
    ]);
  });
});
