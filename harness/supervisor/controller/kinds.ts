import { apiVersions, plurals } from "../api/names.ts";
import { clusterKind } from "../objects/cluster-input.ts";
import { clusterApi } from "../objects/references.ts";

/** Every kind of object that the controller touches, and where it is served. */
export const kinds = {
  [clusterKind]: { apiVersion: apiVersions.v1alpha2, plural: plurals.clusters },
  TkgServiceConfiguration: { apiVersion: apiVersions.v1alpha1, plural: plurals.configurations },
  Secret: { apiVersion: "v1", plural: "secrets" },
  ConfigMap: { apiVersion: "v1", plural: "configmaps" },
  Event: { apiVersion: "v1", plural: "events" },
  App: { apiVersion: "kappctrl.k14s.io/v1alpha1", plural: "apps" },
  Cluster: { apiVersion: clusterApi.core, plural: "clusters" },
  MachineDeployment: { apiVersion: clusterApi.core, plural: "machinedeployments" },
  MachineSet: { apiVersion: clusterApi.core, plural: "machinesets" },
  KubeadmControlPlane: { apiVersion: clusterApi.controlPlane, plural: "kubeadmcontrolplanes" },
  KubeadmConfigTemplate: { apiVersion: clusterApi.bootstrap, plural: "kubeadmconfigtemplates" },
  DockerCluster: { apiVersion: clusterApi.infrastructure, plural: "dockerclusters" },
  DockerMachineTemplate: { apiVersion: clusterApi.infrastructure, plural: "dockermachinetemplates" },
} as const;

export type Kind = keyof typeof kinds;

/** Which object is meant; without a namespace one of the whole Supervisor. */
export interface ObjectRef {
  readonly kind: Kind;
  readonly name: string;
  readonly namespace?: string;
}

/** The path of a collection, of all namespaces unless one is named. */
export function collectionPath(kind: Kind, namespace?: string): string {
  const { apiVersion, plural } = kinds[kind];
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace === undefined ? "" : `/namespaces/${namespace}`}/${plural}`;
}

export function objectPath({ kind, name, namespace }: ObjectRef): string {
  return `${collectionPath(kind, namespace)}/${name}`;
}
