import type { ModuleFolder } from "../manifests-source.ts";
import type { GoRecipe, ManifestsRecipe, Recipe } from "../recipe.ts";
import { staticBinary } from "./static-binary.ts";

/** The lines of Cluster API: 1.3 rolls as TKG 1.x did, since 1.4 an annotation rolls nothing. */
export type ClusterApiLine = "1.3" | "1.10";

/** Cluster API with the providers that the lab uses. */
export const clusterApi = [
  programs("1.3", "v1.3.8", 55),
  programs("1.10", "v1.10.7", 180),
  ...managers("1.3"),
  ...managers("1.10"),
  manifests("1.3", "v1.3.8", "kubernetes-1.29"),
  // The kustomize of an older kubectl does not read all patches of this line.
  manifests("1.10", "v1.10.7", "kubernetes-1.34"),
] as const satisfies readonly Recipe[];

function programs<L extends ClusterApiLine>(line: L, version: string, usually: number) {
  const root = "sigs.k8s.io/cluster-api";
  return {
    type: "go",
    id: `cluster-api-${line}`,
    title: `Cluster API ${version}`,
    module: `cluster-api-${line}`,
    programs: {
      "cluster-api": root,
      "kubeadm-bootstrap": `${root}/bootstrap/kubeadm`,
      "kubeadm-control-plane": `${root}/controlplane/kubeadm`,
      docker: `${root}/test/infrastructure/docker`,
    },
    usually,
  } as const satisfies GoRecipe;
}

/** Each manager is an image; `node` names in the manifests (fixtures/manifests/cluster-api) follow their Deployments. */
function managers<L extends ClusterApiLine>(line: L) {
  const from = `cluster-api-${line}` as const;
  return [
    staticBinary(`capi-${line}`, from, "cluster-api"),
    staticBinary(`capi-kubeadm-bootstrap-${line}`, from, "kubeadm-bootstrap"),
    staticBinary(`capi-kubeadm-control-plane-${line}`, from, "kubeadm-control-plane"),
    staticBinary(`capd-${line}`, from, "docker"),
  ] as const satisfies readonly Recipe[];
}

function manifests<L extends ClusterApiLine>(line: L, version: string, kubectl: string) {
  const modulePath = "sigs.k8s.io/cluster-api";
  const parts: ModuleFolder[] = [
    ...["", "bootstrap/kubeadm/", "controlplane/kubeadm/"].map((provider) => ({
      modulePath,
      folder: `${provider}config/default`,
    })),
    { modulePath: `${modulePath}/test`, folder: "infrastructure/docker/config/default" },
  ];
  return {
    type: "manifests",
    id: `cluster-api-${line}-manifests`,
    title: `manifests of Cluster API ${version}`,
    module: `cluster-api-${line}`,
    from: { kind: "kustomize", parts, kubectl },
    overlays: "cluster-api",
    usually: 5,
  } as const satisfies ManifestsRecipe;
}
