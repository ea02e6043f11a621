import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ClusterConfig } from "./cluster-config.ts";
import { renderInput } from "./render-cluster.ts";

const home = {
  root: "/h",
  providers: "/h/providers",
  customizations: "/h/providers/ytt/03_customizations",
  clusterConfigs: "/h/clusterconfigs",
};
const config: ClusterConfig = {
  name: "cheetah",
  namespace: "default",
  plan: "dev",
  os: "photon",
  kubernetesVersion: "v1.29.15",
  variables: { CLUSTER_NAME: "cheetah", TKG_NO_PROXY: "a: #@ b" },
};
const images = {
  kubernetesVersion: "v1.29.15",
  nodes: { photon: "node:1" },
  loadBalancer: { repository: "lab", tag: "1" },
};

describe("renderInput", () => {
  it("has the templates in TKG's order, and the provider for the Kubernetes", () => {
    expect(renderInput(home, config, images).files).toEqual([
      "/h/providers/config_default.yaml",
      "/h/providers/infrastructure-docker/v1.3.8/ytt",
      "/h/providers/ytt",
    ]);
  });

  it("has the operator's values and the lab's in one document, whatever is in them", () => {
    const { text } = renderInput(home, config, images).document;
    expect(text.startsWith("#@data/values\n#@overlay/match-child-defaults missing_ok=True\n---\n")).toBe(
      true,
    );
    expect(parse(text)).toEqual({
      CLUSTER_NAME: "cheetah",
      TKG_NO_PROXY: "a: #@ b",
      LAB_NODE_IMAGES: { photon: "node:1" },
      LAB_LB_IMAGE_REPOSITORY: "lab",
      LAB_LB_IMAGE_TAG: "1",
    });
  });

  it("has a newer provider's templates after those that they change", () => {
    const kubernetesVersion = "v1.34.4";
    const newer = { ...images, kubernetesVersion };
    expect(renderInput(home, { ...config, kubernetesVersion }, newer).files.slice(1, 3)).toEqual([
      "/h/providers/infrastructure-docker/v1.3.8/ytt",
      "/h/providers/infrastructure-docker/v1.10.7/ytt",
    ]);
  });

  it.each([
    [{ ...config, os: "ubuntu" }, "ubuntu with Kubernetes v1.29.15"],
    [{ ...config, kubernetesVersion: "v1.34.4" }, "photon with Kubernetes v1.34.4"],
    [{ ...config, kubernetesVersion: "v1.21.2" }, "photon with Kubernetes v1.21.2"],
  ] as const)("refuses what the lab has nothing for", (asked, what) => {
    expect(() => renderInput(home, asked, images)).toThrow(
      expect.objectContaining({
        code: "bad-input",
        message: `Rendering the cluster cheetah: this management cluster has no node image for ${what}`,
        hint: "it has photon with KUBERNETES_VERSION v1.29.15",
      }),
    );
  });
});
