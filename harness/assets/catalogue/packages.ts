import type { CarvelBundleRecipe, Recipe } from "../recipe.ts";

const cartographer = "github.com/vmware-tanzu/cartographer";

/** What is installed as a package, and Cartographer itself, which comes in no other way. */
export const packages = [
  {
    type: "go",
    id: "cartographer",
    title: "Cartographer v0.7.0",
    module: "cartographer",
    programs: { cartographer: `${cartographer}/cmd/cartographer` },
    usually: 40,
  },
  {
    type: "image",
    id: "cartographer-image",
    title: "cartographer image",
    dockerfile: "cartographer",
    context: ["cartographer", "ytt"].map((name) => ({
      ...{ from: "asset", asset: name, path: name, to: `bin/${name}` },
    })),
    installs: false,
    usually: 3,
  },
  {
    type: "manifests",
    id: "cartographer-manifests",
    title: "manifests of Cartographer v0.7.0",
    module: "cartographer",
    from: {
      kind: "ytt",
      files: { modulePath: cartographer, folder: "." },
      // As its hack/release.sh does it.
      names: [
        "config",
        ...["webhook-configuration.yaml", "component-labels.yaml"].map((name) => `hack/overlays/${name}`),
      ],
      values: { version: "v0.7.0" },
    },
    overlays: "cartographer",
    usually: 2,
  },
  bundle("hello", {
    published: "tkglab.test/hello-bundle:1.0.0",
    images: { "google-samples/hello-app:1.0": "hello-app" },
    usually: 5,
  }),
  bundle("cert-manager", {
    manifests: "cert-manager-package-manifests",
    published: "tkglab.test/cert-manager-bundle:1.11.5",
    images: {
      "jetstack/cert-manager-controller:v1.11.5": "cert-manager-controller",
      "jetstack/cert-manager-webhook:v1.11.5": "cert-manager-webhook",
      "jetstack/cert-manager-cainjector:v1.11.5": "cert-manager-cainjector",
    },
    usually: 15,
  }),
  bundle("cartographer", {
    manifests: "cartographer-manifests",
    published: "index.docker.io/projectcartographer/cartographer-bundle:0.0.7",
    images: { "projectcartographer/cartographer:v0.7.0": "cartographer-image" },
    usually: 10,
  }),
] as const satisfies readonly Recipe[];

function bundle<N extends string>(
  name: N,
  content: Pick<CarvelBundleRecipe, "manifests" | "published" | "images" | "usually">,
) {
  return {
    type: "carvel-bundle",
    id: `bundle-${name}`,
    title: `Carvel bundle of ${name}`,
    folder: name,
    ...content,
  } as const satisfies CarvelBundleRecipe;
}
