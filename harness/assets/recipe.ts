import { type ManifestsSource, renderersOf } from "./manifests-source.ts";

/** A file or folder that goes into an image's build context, or beside a binary. */
export type ContextEntry =
  /** A file or folder of this package, relative to its root; tests in it are left out. */
  | { readonly from: "package"; readonly path: string; readonly to: string }
  /** An npm package that this one depends on. */
  | { readonly from: "dependency"; readonly name: string; readonly to: string }
  /** A file or folder that another asset made. */
  | { readonly from: "asset"; readonly asset: string; readonly path: string; readonly to: string }
  /**
   * A program of ours with all that it imports, npm packages too: `<to>/main.js` starts it. Named below `harness`, without its
   * extension.
   */
  | { readonly from: "program"; readonly program: string; readonly to: string }
  /** A short text. */
  | { readonly from: "text"; readonly text: string; readonly to: string };

interface Common {
  readonly id: string;
  /** One line for people. */
  readonly title: string;
  /** Seconds that a cold build takes on two cores, measured. */
  readonly usually: number;
  /** The image, with host and tag, that its project publishes of the same source and that can stand in for it. */
  readonly upstream?: string;
}

/** Programs built from a pinned Go module (fixtures/modules/<module>). */
export interface GoRecipe extends Common {
  readonly type: "go";
  readonly module: string;
  /** Import paths by the name that the binary gets. */
  readonly programs: Readonly<Record<string, string>>;
  readonly ldflags?: string;
  readonly cgo?: boolean;
}

/** Files from the source of a pinned Go module. */
export interface ModuleFilesRecipe extends Common {
  readonly type: "module-files";
  readonly module: string;
  /** The Go module's path. */
  readonly modulePath: string;
  /** The folder in it. */
  readonly folder: string;
}

/** Kubernetes manifests, rendered from the source of a pinned Go module and then adapted to the lab. */
export interface ManifestsRecipe extends Common {
  readonly type: "manifests";
  readonly module: string;
  readonly from: ManifestsSource;
  /** The folder under fixtures/manifests with the ytt overlays that adapt them. */
  readonly overlays: string;
}

/** A Node runtime from its npm package, pinned by checksum (fixtures/node-runtime). */
export interface NodeRuntimeRecipe extends Common {
  readonly type: "node-runtime";
}

/** A Debian root file system as an image. */
export interface RootfsRecipe extends Common {
  readonly type: "rootfs";
  readonly suite: string;
  readonly include: readonly string[];
}

/** An image built from fixtures/images/<dockerfile>. */
export interface ImageRecipe extends Common {
  readonly type: "image";
  /** The folder under fixtures/images that holds the Dockerfile. */
  readonly dockerfile: string;
  /** The asset that the build argument BASE names. */
  readonly base?: string;
  readonly context: readonly ContextEntry[];
  /** Whether the build installs Debian packages. */
  readonly installs: boolean;
}

/** Stands for the digest of the layer in the labels of a buildpack image. */
export const layerDigest = "<layer>";

/**
 * An image of one layer that its labels name by digest: as Cloud Native Buildpacks hand out buildpacks, and kpack's
 * lifecycle.
 */
export interface BuildpackImageRecipe extends Common {
  readonly type: "buildpack-image";
  /** What lies in the layer. */
  readonly content: readonly ContextEntry[];
  /** What symbolic links lead to, by their own place. */
  readonly links: Readonly<Record<string, string>>;
  /** With `layerDigest` where the digest goes. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A node image with other images in its containerd, so that a node pulls nothing. */
export interface PreloadedImageRecipe extends Common {
  readonly type: "preloaded-image";
  readonly base: string;
  /** What Kubernetes itself needs; nothing where the base has it. */
  readonly kubernetes?: {
    /** The binaries that know the image names kubeadm wants. */
    readonly kubeadm: string;
    /** As kubeadm takes it. */
    readonly version: string;
    /** Image assets by the last part of the name that kubeadm gives them. */
    readonly components: Readonly<Record<string, string>>;
  };
  /** Image assets by the full name that they get. */
  readonly extra: Readonly<Record<string, string>>;
}

/** A Carvel bundle as a project hands it out: an archive, and beside it the Packages that install it. */
export interface CarvelBundleRecipe extends Common {
  readonly type: "carvel-bundle";
  /** The folder under fixtures/bundles: `packages`, and `config` where no other asset has the manifests. */
  readonly folder: string;
  /** The asset that has the manifests. */
  readonly manifests?: string;
  /** Where the project publishes it: name and tag. */
  readonly published: string;
  /** Image assets by the name and tag that the manifests call them. */
  readonly images: Readonly<Record<string, string>>;
}

export type Recipe =
  | GoRecipe
  | ModuleFilesRecipe
  | ManifestsRecipe
  | NodeRuntimeRecipe
  | RootfsRecipe
  | ImageRecipe
  | BuildpackImageRecipe
  | PreloadedImageRecipe
  | CarvelBundleRecipe;

/** The assets that a recipe is made of. */
export function inputsOf(recipe: Recipe): readonly string[] {
  switch (recipe.type) {
    case "go":
    case "module-files":
    case "node-runtime":
    case "rootfs":
      return [];
    case "manifests":
      return unique(["ytt", ...renderersOf(recipe.from)]);
    case "image":
      return unique([...(recipe.base === undefined ? [] : [recipe.base]), ...assetsIn(recipe.context)]);
    case "buildpack-image":
      return unique(assetsIn(recipe.content));
    case "preloaded-image":
      return unique([
        recipe.base,
        ...(recipe.kubernetes === undefined
          ? []
          : [recipe.kubernetes.kubeadm, ...Object.values(recipe.kubernetes.components)]),
        ...Object.values(recipe.extra),
      ]);
    case "carvel-bundle":
      return unique([
        ...["toolbox", "distribution"],
        ...(recipe.manifests === undefined ? [] : [recipe.manifests]),
        ...Object.values(recipe.images),
      ]);
  }
}

/** Whether the product is an image in Docker, as opposed to files in the cache. */
export function isImage(recipe: Recipe): boolean {
  return ["rootfs", "image", "buildpack-image", "preloaded-image"].includes(recipe.type);
}

function assetsIn(entries: readonly ContextEntry[]): string[] {
  return entries.flatMap((entry) => (entry.from === "asset" ? [entry.asset] : []));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
