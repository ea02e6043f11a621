import { describe, expect, it } from "vitest";
import type { ManifestsSource } from "./manifests-source.ts";
import {
  type BuildpackImageRecipe,
  type CarvelBundleRecipe,
  inputsOf,
  isImage,
  type PreloadedImageRecipe,
} from "./recipe.ts";

const common = { id: "x", title: "x", usually: 1 };
const folder = { modulePath: "example.test/module", folder: "config" };

describe("the inputs of manifests", () => {
  const inputs = (from: ManifestsSource) =>
    inputsOf({ ...common, type: "manifests", module: "m", overlays: "o", from });

  it("are ytt and whatever renders them", () => {
    const chart = {
      kind: "chart",
      ...{ chart: folder, definitions: folder, name: "n", version: "v1", kubernetes: "v1" },
      values: {},
    } as const;
    expect(inputs({ kind: "kustomize", parts: [folder], kubectl: "kubernetes-1.29" })).toEqual([
      ...["ytt", "kubernetes-1.29"],
    ]);
    expect(inputs(chart)).toEqual(["ytt", "helm"]);
    expect(inputs({ kind: "ytt", files: folder, names: [], values: {} })).toEqual(["ytt"]);
  });

  it("are no image", () => {
    const from = { kind: "ytt", files: folder, names: [], values: {} } as const;
    expect(isImage({ ...common, type: "manifests", module: "m", overlays: "o", from })).toBe(false);
  });
});

describe("the inputs of a preloaded image", () => {
  const base: PreloadedImageRecipe = {
    ...{ ...common, type: "preloaded-image", base: "node-photon" },
    extra: { "tkglab.test/a:1": "a", "tkglab.test/b:1": "b" },
  };

  it("are its base and what is loaded, where Kubernetes is in the base already", () => {
    expect(inputsOf(base)).toEqual(["node-photon", "a", "b"]);
  });

  it("are kubeadm and Kubernetes' images too where they are not, each once", () => {
    const kubernetes = {
      ...{ kubeadm: "kubernetes-1.29", version: "v1.29.15" },
      components: { "kube-proxy": "kube-proxy", pause: "a" },
    };
    expect(inputsOf({ ...base, kubernetes })).toEqual([
      ...["node-photon", "kubernetes-1.29", "kube-proxy", "a", "b"],
    ]);
  });
});

describe("the inputs of a Carvel bundle", () => {
  const bundle: CarvelBundleRecipe = {
    ...{ ...common, type: "carvel-bundle", folder: "hello", published: "tkglab.test/hello-bundle:1" },
    images: { "some/one:1": "a", "some/other:1": "b", "some/third:1": "a" },
  };

  it("are what makes it and its images, each once", () => {
    expect(inputsOf(bundle)).toEqual(["toolbox", "distribution", "a", "b"]);
    expect(isImage(bundle)).toBe(false);
  });

  it("are its manifests too where another asset has them", () => {
    expect(inputsOf({ ...bundle, manifests: "m" })).toEqual(["toolbox", "distribution", "m", "a", "b"]);
  });
});

describe("the inputs of a buildpack image", () => {
  it("are the assets that lie in its layer, each once", () => {
    const from = (asset: string) => ({ from: "asset", asset, path: asset, to: `cnb/${asset}` }) as const;
    const image: BuildpackImageRecipe = {
      ...{ ...common, type: "buildpack-image", links: {}, labels: {} },
      content: [from("a"), { from: "text", text: "b", to: "b" }, from("a")],
    };
    expect(inputsOf(image)).toEqual(["a"]);
    expect(isImage(image)).toBe(true);
  });
});

describe("the inputs of what comes from outside", () => {
  it("are none", () => {
    const programs = { tool: "example.test/tool" };
    expect(inputsOf({ ...common, type: "go", module: "m", programs })).toEqual([]);
    expect(inputsOf({ ...common, type: "module-files", module: "m", ...folder })).toEqual([]);
  });
});
