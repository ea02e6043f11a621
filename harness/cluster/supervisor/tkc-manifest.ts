import { stringify } from "yaml";
import { apiVersions } from "../../supervisor/api/names.ts";
import { tkrNameOf } from "../../supervisor/api/release-name.ts";
import type { TrustedCa } from "../../supervisor/api/settings.ts";
import type { TanzuKubernetesCluster } from "../../supervisor/api/tanzu-kubernetes-cluster.ts";

/** What an operator decides of a cluster; the rest is as in the field's examples. */
export interface TkcInput {
  readonly name: string;
  readonly namespace: string;
  /** One unless told. */
  readonly controlPlanes?: 1 | 3;
  /** One unless told. */
  readonly workers?: number;
  /** CAs of this cluster's own, besides those of the TkgServiceConfiguration. */
  readonly trust?: readonly TrustedCa[];
  /** Another class is another machine: a change of it rolls all nodes. `best-effort-small` unless told. */
  readonly vmClass?: string;
}

/** The Kubernetes release of every cluster, as its TanzuKubernetesRelease names it. */
const release = tkrNameOf("v1.34.4+vmware.1-tkg.1");

/** A TanzuKubernetesCluster (v1alpha2), as it is applied. */
export function tkcManifest(input: TkcInput): TanzuKubernetesCluster {
  const { name, namespace, controlPlanes = 1, workers = 1, trust, vmClass = "best-effort-small" } = input;
  const nodes = {
    vmClass,
    storageClass: "vsan-default-storage-policy",
    tkr: { reference: { name: release } },
  };
  return {
    apiVersion: apiVersions.v1alpha2,
    kind: "TanzuKubernetesCluster",
    metadata: { name, namespace },
    spec: {
      topology: {
        controlPlane: { ...nodes, replicas: controlPlanes },
        nodePools: [{ ...nodes, name: "workers", replicas: workers }],
      },
      ...(trust === undefined ? {} : { settings: { network: { trust: { additionalTrustedCAs: trust } } } }),
    },
  };
}

/** The same as a file. */
export function tkcFile(input: TkcInput): string {
  // Without references of YAML's own: people edit one kind of nodes, not both.
  return stringify(tkcManifest(input), { aliasDuplicateObjects: false });
}
