import {
  type BuildpackImageRecipe,
  type ContextEntry,
  type ImageRecipe,
  layerDigest,
  type Recipe,
} from "../recipe.ts";

const lifecycleVersion = "0.20.8";

/** What this lifecycle speaks: its `api/apis.go`. */
const lifecycleApis = {
  buildpack: { deprecated: [], supported: ["0.7", "0.8", "0.9", "0.10", "0.11"] },
  platform: {
    deprecated: [],
    supported: ["0.7", "0.8", "0.9", "0.10", "0.11", "0.12", "0.13", "0.14"],
  },
};

/** The lifecycle is one program that goes by the name it is called. */
const phases = [
  ...["analyzer", "builder", "creator", "detector", "exporter", "extender", "rebaser", "restorer"],
];

/** The version of our own buildpacks, as their buildpack.toml says it too. */
export const buildpackVersion = "1.0.0";
export const buildpackApi = "0.10";

/** What turns source into images: the lifecycle, images to build and run on, and a buildpack for each language. */
export const buildpacks = [
  {
    type: "go",
    id: "lifecycle",
    title: `Cloud Native Buildpacks lifecycle v${lifecycleVersion}`,
    module: "lifecycle",
    programs: Object.fromEntries(
      ["lifecycle", "launcher"].map((name) => [name, `github.com/buildpacks/lifecycle/cmd/${name}`]),
    ),
    ldflags: `-X github.com/buildpacks/lifecycle/cmd.Version=${lifecycleVersion}`,
    usually: 50,
  },
  {
    type: "buildpack-image",
    id: "lifecycle-image",
    title: "lifecycle as kpack takes it",
    content: [
      ...["lifecycle", "launcher"].map((name): ContextEntry => ({
        ...{ from: "asset", asset: "lifecycle", path: name, to: `cnb/lifecycle/${name}` },
      })),
      { from: "text", text: lifecycleDescriptor(), to: "cnb/lifecycle/lifecycle.toml" },
    ],
    links: Object.fromEntries(phases.map((phase) => [`cnb/lifecycle/${phase}`, "lifecycle"])),
    labels: {
      "io.buildpacks.lifecycle.metadata": JSON.stringify({
        version: lifecycleVersion,
        // The oldest of each, for who knows one version only.
        api: { buildpack: "0.7", platform: "0.7" },
        apis: lifecycleApis,
      }),
      linux: layerDigest,
      // kpack reads no image without it, and takes this layer for no build of ours.
      windows: layerDigest,
    },
    usually: 3,
  },
  stack("stack-run", "debian", { title: "image that applications run on", usually: 20 }),
  // On the run image, so that registries and nodes hold what both have once.
  stack("stack-build", "stack-run", { title: "image that applications are built on", usually: 90 }),
  buildpack("go", "Go"),
  buildpack("java", "Java"),
  buildpack("nodejs", "Node.js"),
  buildpack("ruby", "Ruby"),
] as const satisfies readonly Recipe[];

function stack<I extends string>(id: I, base: string, content: Pick<ImageRecipe, "title" | "usually">) {
  return {
    ...{ type: "image", id, dockerfile: id, base, context: [], installs: true },
    ...content,
  } as const satisfies ImageRecipe;
}

/** The image of a buildpack, for a ClusterStore. */
function buildpack<N extends string>(name: N, language: string) {
  const id = `tkglab/${name}`;
  const stacks = [{ id: "*" }];
  const folder = `cnb/buildpacks/${id.replace("/", "_")}/${buildpackVersion}`;
  return {
    type: "buildpack-image",
    id: `buildpack-${name}`,
    title: `${language} buildpack`,
    content: [
      { from: "package", path: `fixtures/buildpacks/${name}`, to: folder },
      { from: "package", path: "fixtures/buildpacks/lib", to: `${folder}/lib` },
    ],
    links: {},
    labels: {
      "io.buildpacks.buildpackage.metadata": JSON.stringify({ id, version: buildpackVersion, stacks }),
      "io.buildpacks.buildpack.layers": JSON.stringify({
        [id]: { [buildpackVersion]: { api: buildpackApi, stacks, layerDiffID: layerDigest } },
      }),
    },
    usually: 2,
  } as const satisfies BuildpackImageRecipe;
}

function lifecycleDescriptor(): string {
  const apis = Object.entries(lifecycleApis).map(
    ([name, { deprecated, supported }]) =>
      `[apis.${name}]\ndeprecated = ${JSON.stringify(deprecated)}\nsupported = ${JSON.stringify(supported)}\n`,
  );
  return [`[lifecycle]\nversion = "${lifecycleVersion}"\n`, ...apis].join("\n");
}
