import type { ContextEntry, GoRecipe, Recipe } from "../recipe.ts";

const kappControllerModule = "github.com/vmware-tanzu/carvel-kapp-controller";
const kappControllerConfig = { modulePath: kappControllerModule, folder: "config" } as const;

/** All but build.yml, which tells kbld how to build the image. */
const kappControllerFiles = [
  ...["0-namespace.yml", "agg-api.yml", "crds.yml", "deployment.yml", "rbac.yml", "values.yml"],
] as const;

/** Carvel's tools, and kapp-controller, which carries them: 0.41 watches its config, 0.32 and 0.35 read it at their start only. */
export const carvel = [
  tool("ytt", "v0.51.0", 30),
  tool("kapp", "v0.64.0", 30),
  tool("kbld", "v0.46.0", 15),
  tool("imgpkg", "v0.44.0", 20),
  tool("vendir", "v0.43.0", 15),
  {
    type: "image",
    id: "kapp-controller-base",
    title: "what kapp-controllers stand on",
    dockerfile: "kapp-controller-base",
    base: "debian",
    context: ["ytt", "kapp", "kbld", "imgpkg", "vendir"].map(program),
    installs: false,
    usually: 5,
  },
  ...kappController("kapp-controller", { version: "v0.41.2", main: "cmd/controller", usually: 65 }),
  ...kappController("kapp-controller-0.32", { version: "v0.32.0", main: "cmd", usually: 110 }),
  ...kappController("kapp-controller-0.35", { version: "v0.35.0", main: "cmd", usually: 110 }),
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

/** A version of kapp-controller as a program, an image, and what a management cluster applies. */
function kappController<I extends "kapp-controller" | "kapp-controller-0.32" | "kapp-controller-0.35">(
  id: I,
  { version, main, usually }: { readonly version: string; readonly main: string; readonly usually: number },
) {
  return [
    {
      type: "go",
      id,
      title: `kapp-controller ${version}`,
      module: id,
      programs: { "kapp-controller": `${kappControllerModule}/${main}` },
      // Without this it calls itself "develop".
      ldflags: `-X main.Version=${version}`,
      usually,
    },
    {
      type: "image",
      id: `${id}-image`,
      title: `${id} image`,
      dockerfile: "kapp-controller",
      base: "kapp-controller-base",
      context: [{ from: "asset", asset: id, path: "kapp-controller", to: "bin/kapp-controller" }],
      installs: false,
      usually: 3,
    },
    {
      type: "manifests",
      id: `${id}-manifests`,
      title: `manifests of kapp-controller ${version}`,
      module: id,
      from: {
        kind: "ytt",
        files: kappControllerConfig,
        names: kappControllerFiles,
        values: {
          namespace: "tkg-system",
          packaging_global_namespace: "tanzu-package-repo-global",
          kapp_controller_version: version,
          // It would only look for a version of that API that newer clusters no longer serve.
          enable_api_priority_and_fairness: "false",
        },
      },
      overlays: id,
      usually: 2,
    },
  ] as const satisfies readonly Recipe[];
}

function program(name: string): ContextEntry {
  return { from: "asset", asset: name, path: name, to: `bin/${name}` };
}
