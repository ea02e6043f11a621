import type { ModuleFolder } from "../manifests-source.ts";
import type { ManifestsRecipe, Recipe } from "../recipe.ts";
import { kubernetesOfTkg } from "./kubernetes-version.ts";
import { staticBinary } from "./static-binary.ts";

/** cert-manager, for the webhooks of Cluster API and as a package for those of Cartographer. */
export const certManager = [
  {
    type: "go",
    id: "cert-manager",
    title: "cert-manager v1.11.5",
    module: "cert-manager",
    programs: {
      controller: "github.com/cert-manager/cert-manager/cmd/controller",
      webhook: "github.com/cert-manager/cert-manager/cmd/webhook",
      cainjector: "github.com/cert-manager/cert-manager/cmd/cainjector",
    },
    usually: 160,
  },
  image("controller"),
  image("webhook"),
  image("cainjector"),
  manifests("cert-manager-manifests", {
    title: "cert-manager's manifests",
    overlays: "cert-manager",
    images: {},
  }),
  manifests("cert-manager-package-manifests", {
    title: "cert-manager's manifests for a package",
    overlays: "cert-manager-package",
    images: {
      "image.repository": "jetstack/cert-manager-controller",
      "webhook.image.repository": "jetstack/cert-manager-webhook",
      "cainjector.image.repository": "jetstack/cert-manager-cainjector",
    },
  }),
  {
    type: "go",
    id: "helm",
    title: "helm v3.14.4",
    module: "helm",
    programs: { helm: "helm.sh/helm/v3/cmd/helm" },
    usually: 100,
  },
] as const satisfies readonly Recipe[];

function image<P extends "controller" | "webhook" | "cainjector">(program: P) {
  return {
    ...staticBinary(`cert-manager-${program}`, "cert-manager", program),
    upstream: `quay.io/jetstack/cert-manager-${program}:v1.11.5`,
  };
}

function manifests<I extends string>(
  id: I,
  {
    title,
    overlays,
    images,
  }: {
    readonly title: string;
    readonly overlays: string;
    /** What the chart is told about images. */
    readonly images: Readonly<Record<string, string>>;
  },
) {
  return {
    type: "manifests",
    id,
    title,
    module: "cert-manager",
    from: {
      kind: "chart",
      chart: source("deploy/charts/cert-manager"),
      definitions: source("deploy/crds"),
      name: "cert-manager",
      version: "v1.11.5",
      kubernetes: kubernetesOfTkg,
      values: { installCRDs: "true", "startupapicheck.enabled": "false", ...images },
    },
    overlays,
    usually: 2,
  } as const satisfies ManifestsRecipe;
}

function source(folder: string): ModuleFolder {
  return { modulePath: "github.com/cert-manager/cert-manager", folder };
}
