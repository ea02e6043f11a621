import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { RunContext } from "../../core/run-context.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { createKindCluster, kindClusterName, kubeconfigOf } from "../kind/create-kind-cluster.ts";
import { nodeReady, type Software } from "../kind/cluster-ready.ts";
import { checkHermetic } from "../hermetic.ts";
import { connect, type Kube } from "../kube/kube.ts";
import { DockerGuard } from "./docker-guard.ts";
import { installControllers, type ManagementManifests } from "./install-controllers.ts";

/** A management cluster of standalone TKG: Cluster API with its Docker provider, and kapp-controller. */
export interface ManagementCluster {
  readonly name: string;
  /** The kubeconfig's file, mode 0600. */
  readonly kubeconfig: string;
  readonly kube: Kube;
  readonly kubectl: KubectlOptions;
  /** The container of its one node. */
  readonly node: string;
  /** What the node says it runs. */
  readonly software: readonly Software[];
}

/** Its presence says that the installation was completed. */
const readyMark = { name: "tkglab-ready", namespace: "tkg-system" } as const;

export interface CreateManagementClusterInput {
  readonly context: RunContext;
  /** The node image with all controllers' images in it. */
  readonly image: string;
  readonly guardImage: string;
  readonly kind: string;
  readonly kubectl: string;
  readonly manifests: ManagementManifests;
}

/**
 * Creates a management cluster on kind and waits until a cluster can be created with it.
 * @throws HarnessError what kind, a controller or a wait met; nothing is left behind then.
 */
export async function createManagementCluster(
  input: CreateManagementClusterInput,
): Promise<OwnedManagementCluster> {
  const { context, image, kind, manifests } = input;
  await using cleanup = new AsyncDisposableStack();
  // Whoever finds this file takes the cluster for one that stands.
  cleanup.defer(() => rm(kubeconfigOf(context), { force: true }));
  const guard = cleanup.use(await DockerGuard.start(context, input.guardImage));
  const cluster = cleanup.use(
    await createKindCluster({
      context,
      os: "photon",
      image,
      kind,
      // Where Cluster API's Docker provider expects it.
      mounts: [{ hostPath: guard.socket, containerPath: "/var/run/docker.sock" }],
    }),
  );
  const kubectl = { binary: input.kubectl, kubeconfig: cluster.kubeconfig, signal: context.signal };
  await Promise.all([
    installControllers(manifests, kubectl),
    checkHermetic(cluster.nodes[0], context.signal),
  ]);
  await cluster.kube.core.createNamespacedConfigMap({
    namespace: readyMark.namespace,
    body: { metadata: readyMark },
  });
  const { name, kubeconfig, kube, nodes, software } = cluster;
  const owned = cleanup.move();
  return {
    ...{ name, kubeconfig, kube, kubectl, node: nodes[0].name, software },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A management cluster that goes when whoever made it is done. */
export interface OwnedManagementCluster extends ManagementCluster, AsyncDisposable {}

/** The management cluster that stands already under this context's name; undefined when there is none. */
export async function openManagementCluster(
  context: RunContext,
  kubectl: string,
): Promise<ManagementCluster | undefined> {
  const name = kindClusterName(context);
  const kubeconfig = kubeconfigOf(context);
  if (!existsSync(kubeconfig)) return undefined;
  const kube = await connect(kubeconfig);
  await kube.core.readNamespacedConfigMap(readyMark);
  const node = `${name}-control-plane`;
  const { software } = await nodeReady(kube, node, "photon", context);
  const options = { binary: kubectl, kubeconfig, signal: context.signal };
  return { name, kubeconfig, kube, node, software, kubectl: options };
}
