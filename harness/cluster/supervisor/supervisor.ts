import type { Secret } from "../../core/secret.ts";
import type { ManagementCluster } from "../tkg/management-cluster.ts";

/** A Supervisor of vSphere with Tanzu: a management cluster that knows TanzuKubernetesClusters, and a login. */
export interface Supervisor extends ManagementCluster {
  /** On the lab's network; the API server is at port 6443 of it, the login at 443 (`SV_IP` of seed 003). */
  readonly address: string;
  readonly administrator: Administrator;
}

/** Who logs in at `POST /wcp/login`. */
export interface Administrator {
  /** `administrator@vsphere.local` */
  readonly user: string;
  readonly password: Secret;
}
