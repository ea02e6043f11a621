import { group } from "../api/names.ts";
import { digest } from "./digest.ts";

/** Whose fields are whose at the API server. */
export const fieldManager = "tkg-controller";

/** Holds a TanzuKubernetesCluster until nothing of it is left. */
export const finalizer = `tanzukubernetescluster.${group}`;

/** The user of every node that operators reach over SSH (seeds 001 and 003). */
export const nodeUser = "vmware-system-user";

export const labels = {
  /** Cluster API's own. */
  cluster: "cluster.x-k8s.io/cluster-name",
  deployment: "cluster.x-k8s.io/deployment-name",
  /** On all that the controller makes: the name of the TanzuKubernetesCluster. */
  madeFor: `${group}/tanzu-kubernetes-cluster`,
} as const;

export const annotations = {
  /** The generation of the TanzuKubernetesCluster at which its trusted CAs were taken. */
  generation: `${group}/generation`,
  /** What is else only a property of virtual machines: a change of it makes other machines. */
  vmClass: `${group}/vm-class`,
  release: `${group}/tkr`,
} as const;

/** What the objects of a cluster are called that have one name all their lives. */
export function namesOf(cluster: string) {
  return {
    controlPlane: `${cluster}-control-plane`,
    loadBalancer: `${cluster}-lb`,
    trust: `${cluster}-trusted-cas`,
    ssh: `${cluster}-ssh`,
    sshPassword: `${cluster}-ssh-password`,
    encryption: `${cluster}-encryption`,
  } as const;
}

/** A pool's MachineDeployment: another cluster's, or another pool's, never has the same name. */
export function workersName(
  { name, uid }: { readonly name: string; readonly uid: string },
  pool: string,
): string {
  return `${name}-workers-${digest([uid, pool], 5)}`;
}

/** A template is never changed: another content has another name. */
export function templateName(prefix: string, content: unknown): string {
  return `${prefix}-${digest(content, 8)}`;
}
