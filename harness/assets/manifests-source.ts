/** How a project keeps its manifests. Paths are folders in Go modules. */
export type ManifestsSource =
  | { readonly kind: "kustomize"; readonly parts: readonly ModuleFolder[]; readonly kubectl: string }
  | {
      readonly kind: "chart";
      readonly chart: ModuleFolder;
      /** Custom resource definitions that are templates too, but lie beside the chart. */
      readonly definitions: ModuleFolder;
      readonly name: string;
      readonly version: string;
      readonly kubernetes: string;
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "ytt";
      readonly files: ModuleFolder;
      /** Files and folders in it; overlays come after what they change. */
      readonly names: readonly string[];
      readonly values: Readonly<Record<string, string>>;
    };

/** A folder in the source of a Go module. */
export interface ModuleFolder {
  readonly modulePath: string;
  readonly folder: string;
}

/** The assets that render such manifests, besides ytt. */
export function renderersOf(source: ManifestsSource): readonly string[] {
  switch (source.kind) {
    case "kustomize":
      return [source.kubectl];
    case "chart":
      return ["helm"];
    case "ytt":
      return [];
  }
}
