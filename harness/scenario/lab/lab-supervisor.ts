import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { kubernetes } from "../../assets/catalogue/kubernetes-version.ts";
import { labNetworks } from "../../assets/lab-networks.ts";
import type { Toolbox, WorkloadCluster } from "../../cluster/index.ts";
import { createSupervisor, openSupervisor } from "../../cluster/supervisor/create-supervisor.ts";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import { applyTkc, createTkc, deleteTkc } from "../../cluster/supervisor/tanzu-kubernetes-cluster.ts";
import type { TkcInput } from "../../cluster/supervisor/tkc-manifest.ts";
import { createVsphereNamespace } from "../../cluster/supervisor/vsphere-namespace.ts";
import { cniFiles } from "../../cluster/tkg/cni-files.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import type { RunContext } from "../../core/run-context.ts";
import type { LabSettings } from "../../supervisor/objects/lab-settings.ts";
import type { LabParts } from "./lab-parts.ts";
import { loadBalancerImage, managementParts } from "./management-parts.ts";
import { removeCluster } from "./remove-cluster.ts";
import { sharedByRun } from "./shared-by-run.ts";

export interface LabSupervisorInput {
  /** A Supervisor of this scenario's own, for one that changes the TkgServiceConfiguration; else the run's, which is shared. */
  readonly own?: boolean;
}

/** vSphere with Tanzu, as its operators see it. */
export interface LabSupervisor {
  readonly supervisor: Supervisor;
  /** A machine on the network of Supervisor and nodes, with ssh, curl, jq, openssl and skopeo. */
  readonly operator: Toolbox;
  /** A name that no other scenario has: `tkc-cluster-1-<lab>`. */
  clusterName(base: string): string;
  /** Makes a vSphere Namespace, whose objects the administrator sees; one that is there stays as it is. */
  createNamespace(name: string): Promise<void>;
  /** Applies a TanzuKubernetesCluster and waits until it is Ready. It goes with the scenario. */
  createCluster(input: TkcInput): Promise<WorkloadCluster>;
  /** Applies it again, changed, and waits until it is Ready with the change. */
  updateCluster(input: TkcInput): Promise<void>;
  deleteCluster(cluster: ClusterRef): Promise<void>;
}

/** What a lab has to look after once somebody operates a Supervisor in it. */
export interface OperatedSupervisor {
  readonly lab: LabSupervisor;
  /** Those that were created, or begun; it grows. */
  readonly clusters: readonly WorkloadClusterFiles[];
}

/** A cluster of a Supervisor, and where its administrator's kubeconfig is. */
export interface WorkloadClusterFiles extends ClusterRef {
  readonly kubeconfig: string;
}

/** vSphere with Tanzu: the run's Supervisor, or one of this scenario's own. */
export async function operateSupervisor(
  parts: LabParts,
  operator: Toolbox,
  { own = false }: LabSupervisorInput,
): Promise<OperatedSupervisor> {
  const { context } = parts;
  const create = (of: RunContext) => newSupervisor(of, parts);
  const supervisor = own
    ? await ownSupervisor(parts, create)
    : await sharedByRun(parts, "supervisor", {
        open: (shared) => openSupervisor(shared, parts.program("kubectl")),
        create,
      });
  const clusters: WorkloadClusterFiles[] = [];
  const remove = (cluster: ClusterRef, signal = context.signal) => deleteTkc(cluster, supervisor, signal);
  const lab: LabSupervisor = {
    supervisor,
    operator,
    clusterName: (base) => `${base}-${context.labId}`,
    createNamespace: (name) => createVsphereNamespace(supervisor, name),
    createCluster(input) {
      const { name, namespace } = input;
      const kubeconfig = join(context.secretsDir, `${name}.kubeconfig`);
      clusters.push({ name, namespace, kubeconfig });
      parts.defer(() => removeCluster(input, (until) => remove(input, until), parts));
      return createTkc(input, { context, supervisor, kubeconfig });
    },
    updateCluster: (input) => applyTkc(input, { context, supervisor }),
    deleteCluster: (cluster) => remove(cluster),
  };
  return { lab, clusters };
}

/** A Supervisor that nobody else changes; it goes with the scenario. */
async function ownSupervisor(
  { context, defer }: Pick<LabParts, "context" | "defer">,
  create: (context: RunContext) => ReturnType<typeof newSupervisor>,
): Promise<Supervisor> {
  await mkdir(context.secretsDir, { recursive: true, mode: 0o700 });
  const supervisor = await create(context);
  defer(async () => supervisor[Symbol.asyncDispose]());
  return supervisor;
}

/** A Supervisor from the catalogue's images. */
async function newSupervisor(context: RunContext, parts: LabParts) {
  const { image } = parts;
  const { repository, tag } = loadBalancerImage(image("haproxy"));
  const lab: LabSettings = {
    nodeImage: image("node-tkg-photon-1.34"),
    loadBalancer: { imageRepository: repository, imageTag: tag },
    kubernetesVersion: kubernetes,
    ...{ pods: labNetworks.tkg.pod, services: labNetworks.tkg.service },
    cni: await cniFiles(),
  };
  const made = { image: "node-supervisor", clusterApi: "cluster-api-1.10-manifests" } as const;
  return createSupervisor({ context, lab, ...managementParts(parts, made) });
}
