import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import type { NodePool } from "../api/tanzu-kubernetes-cluster.ts";
import { clusterObjects } from "./cluster-objects.ts";
import { pemOf, testCluster, testInput, testLab, testPool } from "./cluster-under-test.ts";
import type { KubeObject } from "./kube-object.ts";

const cas = [{ name: "harbor-ca", content: pemOf("harbor-ca") }];

function one(objects: readonly KubeObject[], kind: string): KubeObject {
  const [object, ...more] = objects.filter((each) => each.kind === kind);
  if (object === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${kind}`);
  return object;
}

const withPools = (...nodePools: readonly NodePool[]) => {
  const { controlPlane } = testCluster().spec.topology;
  return clusterObjects(testInput({ tkc: testCluster({ topology: { controlPlane, nodePools } }) }));
};

const namesOf = (objects: readonly KubeObject[], kind: string) =>
  objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);

describe("clusterObjects", () => {
  it("makes each object after those that it names, all for the cluster", () => {
    const objects = clusterObjects(testInput());
    expect(objects.map(({ kind }) => kind)).toEqual([
      ...["ConfigMap", "DockerCluster", "DockerMachineTemplate", "KubeadmControlPlane", "Cluster"],
      ...["DockerMachineTemplate", "KubeadmConfigTemplate", "MachineDeployment"],
    ]);
    for (const { metadata } of objects) {
      expect(metadata).toMatchObject({
        namespace: "ns1",
        labels: { "cluster.x-k8s.io/cluster-name": "tkc-cluster-1" },
        ownerReferences: [{ kind: "TanzuKubernetesCluster", uid: "uid-of-tkc-cluster-1" }],
      });
    }
  });

  it("gives the network that the cluster names, else the lab's", () => {
    expect(one(clusterObjects(testInput()), "Cluster").spec).toMatchObject({
      clusterNetwork: {
        pods: { cidrBlocks: [testLab.pods] },
        services: { cidrBlocks: [testLab.services] },
        serviceDomain: "cluster.local",
      },
    });
    const network = { pods: { cidrBlocks: ["10.1.0.0/16"] }, serviceDomain: "lab.local" };
    const tkc = testCluster({ settings: { network } });
    expect(one(clusterObjects(testInput({ tkc })), "Cluster").spec).toMatchObject({
      clusterNetwork: { pods: { cidrBlocks: ["10.1.0.0/16"] }, serviceDomain: "lab.local" },
    });
  });

  it("has the load balancer of standalone TKG", () => {
    const fixture = "fixtures/ytt/providers/infrastructure-docker/v1.10.7/ytt/load-balancer.yaml";
    const [, value = ""] = readFileSync(join(packageRoot, fixture), "utf8").split("  value: |\n");
    const objects = clusterObjects(testInput());
    expect(one(objects, "ConfigMap").data?.value).toBe(value.replaceAll(/^ {4}/gm, ""));
    expect(one(objects, "DockerCluster").spec).toEqual({
      loadBalancer: {
        ...{ imageRepository: "tkglab", imageTag: "2" },
        customHAProxyConfigTemplateRef: { name: "tkc-cluster-1-lb" },
      },
    });
  });
});

describe("the control plane", () => {
  const { spec } = one(clusterObjects(testInput({ cas })), "KubeadmControlPlane");

  it("has seed 001's label on its nodes", () => {
    expect(spec).toMatchObject({
      ...{ replicas: 1, version: "v1.34.4" },
      machineTemplate: { metadata: { labels: { "node-role.kubernetes.io/master": "" } } },
    });
  });

  it("encrypts its Secrets by a key that stands in no object but the Secret", () => {
    expect(spec).toMatchObject({
      kubeadmConfigSpec: {
        clusterConfiguration: {
          apiServer: {
            certSANs: ["localhost", "127.0.0.1"],
            extraArgs: { "encryption-provider-config": "/etc/kubernetes/encryption-config.yaml" },
            extraVolumes: [{ hostPath: "/etc/kubernetes/encryption-config.yaml", pathType: "File" }],
          },
        },
      },
    });
    const secret = { name: "tkc-cluster-1-encryption", key: "encryption-config.yaml" };
    expect((spec as { kubeadmConfigSpec: { files: unknown } }).kubeadmConfigSpec.files).toContainEqual({
      path: "/etc/kubernetes/encryption-config.yaml",
      ...{ owner: "root:root", permissions: "0600", contentFrom: { secret } },
    });
  });
});

describe("every node", () => {
  const objects = clusterObjects(testInput({ cas }));
  const files = [
    {
      path: "/etc/ssh/authorized_keys.d/vmware-system-user",
      ...{ owner: "root:root", permissions: "0644", content: "ssh-rsa AAAA ns1/tkc-cluster-1\n" },
    },
    {
      path: "/etc/ssl/certs/harbor-ca.pem",
      ...{ owner: "root:root", permissions: "0644", content: pemOf("harbor-ca") },
    },
  ];
  const preKubeadmCommands = [
    'grep -qw "$(hostname)" /etc/hosts || echo "127.0.0.1 $(hostname)" >> /etc/hosts',
    "rehash_ca_certificates.sh",
  ];

  it("gets the key of the cluster's SSH user and the CAs, whose links are made before kubeadm", () => {
    const template = one(objects, "KubeadmConfigTemplate").spec as { template: { spec: object } };
    expect(template.template.spec).toMatchObject({ files, preKubeadmCommands });
    expect(one(objects, "KubeadmControlPlane").spec).toMatchObject({
      kubeadmConfigSpec: { files: [...files, {}], preKubeadmCommands },
    });
  });

  it("does not watch a disk that others fill", () => {
    const kubeletExtraArgs = { "image-gc-high-threshold": "100" };
    const joinConfiguration = { nodeRegistration: { kubeletExtraArgs } };
    expect(one(objects, "KubeadmConfigTemplate").spec).toMatchObject({
      template: { spec: { joinConfiguration } },
    });
  });
});

describe("a node pool", () => {
  it("of two has its own machines, labels and taints", () => {
    const taints = [{ key: "gpu", effect: "NoSchedule" } as const];
    const objects = withPools(testPool("a"), testPool("b", { labels: { tier: "db" }, taints, replicas: 2 }));
    const deployments = objects.filter(({ kind }) => kind === "MachineDeployment");
    expect(deployments.map(({ spec }) => spec)).toMatchObject([{ replicas: 1 }, { replicas: 2 }]);
    expect(new Set(namesOf(objects, "MachineDeployment")).size).toBe(2);
    const [a, b] = objects
      .filter(({ kind }) => kind === "KubeadmConfigTemplate")
      .map(({ spec }) => JSON.stringify(spec));
    expect(a).not.toContain("node-labels");
    expect(b).toContain('"node-labels":"tier=db"');
    expect(b).toContain('"taints":[{"key":"gpu","effect":"NoSchedule"}]');
  });

  it("without a number leaves it to others", () => {
    const { replicas: _, ...pool } = testPool("a");
    expect(one(withPools(pool), "MachineDeployment").spec).not.toHaveProperty("replicas");
  });

  it.each([
    ["another class", { vmClass: "guaranteed-large" }, true, false],
    ["another release", { tkr: { reference: { name: "v1.34.5---vmware.1-tkg.1" } } }, true, false],
    ["another label", { labels: { tier: "db" } }, false, true],
    ["another number", { replicas: 7 }, false, false],
  ])("with %s has templates of other names where they differ", (_what, said, machine, bootstrap) => {
    const before = withPools(testPool("a"));
    const after = withPools(testPool("a", said));
    const differs = (kind: string) => namesOf(before, kind).at(-1) !== namesOf(after, kind).at(-1);
    expect(differs("DockerMachineTemplate")).toBe(machine);
    expect(differs("KubeadmConfigTemplate")).toBe(bootstrap);
    expect(differs("MachineDeployment")).toBe(false);
  });

  it("with another CA has another bootstrap template", () => {
    const [before] = namesOf(clusterObjects(testInput()), "KubeadmConfigTemplate");
    const [after] = namesOf(clusterObjects(testInput({ cas })), "KubeadmConfigTemplate");
    expect(after).not.toBe(before);
    expect(after).toMatch(/^tkc-cluster-1-workers-[b-z2-9]{5}-[b-z2-9]{8}$/);
  });
});
