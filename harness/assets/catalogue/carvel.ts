import type { ContextEntry, GoRecipe, Recipe } from "../recipe.ts";

const kappControllerConfig = {
  modulePath: "github.com/vmware-tanzu/carvel-kapp-controller",
  folder: "config",
} as const;

/** All but build.yml, which tells kbld how to build the image. */
const kappControllerFiles = [
  ...["0-namespace.yml", "agg-api.yml", "crds.yml", "deployment.yml", "rbac.yml", "values.yml"],
] as const;

/** Carvel's tools, and kapp-controller, which carries them. */
export const carvel = [
  tool("ytt", "v0.51.0", 30),
  tool("kapp", "v0.64.0", 30),
  tool("kbld", "v0.46.0", 15),
  tool("imgpkg", "v0.44.0", 20),
  tool("vendir", "v0.43.0", 15),
  {
    type: "go",
    id: "kapp-controller",
    title: "kapp-controller v0.41.2",
    module: "kapp-controller",
    programs: { "kapp-controller": "github.com/vmware-tanzu/carvel-kapp-controller/cmd/controller" },
    // Without this it calls itself "develop".
    ldflags: "-X main.Version=v0.41.2",
    usually: 65,
  },
  {
    type: "image",
    id: "kapp-controller-image",
    title: "kapp-controller image",
    dockerfile: "kapp-controller",
    base: "debian",
    context: [program("kapp-controller"), ...["ytt", "kapp", "kbld", "imgpkg", "vendir"].map(program)],
    installs: false,
    usually: 5,
  },
  {
    type: "manifests",
    id: "kapp-controller-manifests",
    title: "kapp-controller's manifests",
    module: "kapp-controller",
    from: {
      kind: "ytt",
      files: kappControllerConfig,
      names: kappControllerFiles,
      values: {
        namespace: "tkg-system",
        packaging_global_namespace: "tanzu-package-repo-global",
        kapp_controller_version: "v0.41.2",
        // It would only look for a version of that API that newer clusters no longer serve.
        enable_api_priority_and_fairness: "false",
      },
    },
    overlays: "kapp-controller",
    usually: 2,
  },
  {
    type: "module-files",
    id: "kapp-controller-templates",
    title: "kapp-controller's ytt templates",
    module: "kapp-controller",
    ...kappControllerConfig,
    usually: 1,
  },
] as const satisfies readonly Recipe[];

function tool<N extends string>(name: N, version: string, usually: number) {
  return {
    type: "go",
    id: name,
    title: `${name} ${version}`,
    module: name,
    programs: { [name]: `carvel.dev/${name}/cmd/${name}` },
    usually,
  } as const satisfies GoRecipe;
}

function program(name: string): ContextEntry {
  return { from: "asset", asset: name, path: name, to: `bin/${name}` };
}
