import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { yttArgs } from "../../../tools/ytt/ytt.ts";
import {
  addonOf,
  bootstrapOf,
  hostsCommand,
  operatorUnderTest,
  testImages,
  yttBinary,
} from "./operator-under-test.ts";
import { type Manifest, manifestOf, parseManifests } from "./parse-manifests.ts";
import { renderInput } from "./render-cluster.ts";

const replicas = (manifests: readonly Manifest[]) =>
  [
    manifestOf(manifests, "KubeadmControlPlane", "cheetah-control-plane"),
    manifestOf(manifests, "MachineDeployment", "cheetah-md-0"),
  ].map(({ spec }) => (spec as { replicas: number }).replicas); // as: the template's own

describe("the dry run", () => {
  it("is the reviewed one, and the same every time", async () => {
    await using operator = await operatorUnderTest();
    const text = await operator.dryRun();
    await expect(text).toMatchFileSnapshot("__snapshots__/dry-run.yaml");
    expect(await operator.dryRun()).toBe(text);
  });

  it("is what ytt prints, byte by byte", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize("last.yaml", "kind: Last\ntext: |+\n  lines\n\n\n");
    const input = renderInput(operator.home, operator.config, testImages);
    const printed = execFileSync(yttBinary(), yttArgs(input), { input: input.document.text });
    expect(Buffer.from(await operator.dryRun()).equals(printed)).toBe(true);
  });

  it("is the same from the folder of TKG 1.3", async () => {
    await using operator = await operatorUnderTest("", "1.3");
    expect(operator.home.root).toBe(join(operator.folder, ".tanzu/tkg"));
    await expect(await operator.dryRun()).toMatchFileSnapshot("__snapshots__/dry-run.yaml");
  });
});

describe("the dry run for Cluster API 1.10", () => {
  it("differs from the other by the Kubernetes and by what its Docker provider needs", async () => {
    await using operator = await operatorUnderTest();
    await using newer = await operatorUnderTest("KUBERNETES_VERSION: v1.34.4\n");
    const manifests = parseManifests(await newer.dryRun());
    const config = manifestOf(manifests, "ConfigMap", "cheetah-lb");
    expect(config.data).toEqual({ value: expect.stringContaining("maxconn 1000\n") as string });
    const cluster = manifestOf(manifests, "DockerCluster", "cheetah");
    expect(cluster.spec).toEqual({
      loadBalancer: {
        imageRepository: "tkglab",
        imageTag: "1",
        customHAProxyConfigTemplateRef: { name: "cheetah-lb" },
      },
    });
    const others = (all: readonly Manifest[]) =>
      all.filter((one) => one !== config && one.kind !== "DockerCluster");
    const text = (all: readonly Manifest[]) => JSON.stringify(others(all));
    expect(text(manifests)).toBe(
      text(parseManifests(await operator.dryRun())).replaceAll("v1.29.15", "v1.34.4"),
    );
  });
});

describe("the variables have an effect:", () => {
  it.each([
    ["", [1, 1]],
    ["CLUSTER_PLAN: prod\n", [3, 3]],
    ["CONTROL_PLANE_MACHINE_COUNT: 3\n", [3, 1]],
    ["CLUSTER_PLAN: prod\nCONTROL_PLANE_MACHINE_COUNT: 1\nWORKER_MACHINE_COUNT: 2\n", [1, 2]],
  ])("%j makes %j machines", async (variables, counts) => {
    await using operator = await operatorUnderTest(variables);
    expect(replicas(parseManifests(await operator.dryRun()))).toEqual(counts);
  });

  it("names, addresses and images", async () => {
    await using operator = await operatorUnderTest(
      "NAMESPACE: team\nOS_NAME: ubuntu\nCLUSTER_CIDR: 100.100.0.0/16\nSERVICE_CIDR: 100.65.0.0/16\n",
    );
    const text = await operator.dryRun();
    const manifests = parseManifests(text);
    expect(new Set(manifests.map(({ metadata }) => metadata.namespace))).toEqual(new Set(["team"]));
    expect(text).not.toMatch(/namespace: default|node-photon/);
    expect(manifestOf(manifests, "Cluster", "cheetah")).toMatchObject({
      spec: {
        clusterNetwork: {
          pods: { cidrBlocks: ["100.100.0.0/16"] },
          services: { cidrBlocks: ["100.65.0.0/16"] },
        },
      },
    });
    for (const role of ["control-plane", "worker"]) {
      expect(manifestOf(manifests, "DockerMachineTemplate", `cheetah-${role}`)).toMatchObject({
        spec: { template: { spec: { customImage: "tkglab/node-ubuntu:1" } } },
      });
    }
  });

  it("a proxy, for containerd and kapp-controller, and nothing of the cluster's own through it", async () => {
    await using operator = await operatorUnderTest(
      "TKG_HTTPS_PROXY: http://proxy.lab:3128\nTKG_NO_PROXY: .lab, localhost\n",
    );
    const manifests = parseManifests(await operator.dryRun());
    const noProxy = ".lab,localhost,100.64.0.0/13,100.96.0.0/11,127.0.0.1,.svc,.svc.cluster.local";
    for (const { files, preKubeadmCommands } of bootstrapOf(manifests)) {
      expect(preKubeadmCommands).toEqual([
        hostsCommand,
        "systemctl daemon-reload",
        "systemctl restart containerd",
      ]);
      expect(files).toEqual([
        {
          path: "/etc/systemd/system/containerd.service.d/http-proxy.conf",
          owner: "root:root",
          permissions: "0640",
          content: `[Service]\nEnvironment="HTTP_PROXY="\nEnvironment="HTTPS_PROXY=http://proxy.lab:3128"\nEnvironment="NO_PROXY=${noProxy}"\n`,
        },
      ]);
    }
    expect(addonOf(manifests).config).toEqual({
      httpProxy: "",
      httpsProxy: "http://proxy.lab:3128",
      noProxy,
    });
  });
});

describe("a dry run that cannot be made", () => {
  it("names the customization that is no YAML", async () => {
    await using operator = await operatorUnderTest();
    await operator.customize("bad.yaml", "a: 1\n b: [\n");
    await expect(operator.dryRun()).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(
        `ytt: Unmarshaling YAML template 'file ${join(operator.home.customizations, "bad.yaml")}': yaml: line `,
      ) as string,
      hint: `${join(operator.home.customizations, "bad.yaml")} is no YAML: look at its indentation and quotes`,
    });
  });
});
