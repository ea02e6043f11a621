import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { labelPairs } from "../../core/labels.ts";
import type { RunContext } from "../../core/run-context.ts";
import { createSshKeyPair } from "../../pki/index.ts";
import { labelImage, removeImages } from "../../tools/docker/images.ts";
import { createCluster } from "../../tools/kind/kind.ts";
import { connect, type Kube, loadClient } from "../kube/kube.ts";
import { ensureLabNetwork } from "../lab-network.ts";
import type { ClusterNode, NodeSystem } from "../node.ts";
import { kindConfig, type KindMount, type KindPort } from "./kind-config.ts";
import { nodeReady, serviceAccountReady, type Software } from "./cluster-ready.ts";
import { removeKindCluster } from "./remove-kind-cluster.ts";

/** A cluster that is up, with all its nodes Ready. */
export interface KindCluster extends AsyncDisposable {
  readonly name: string;
  /** The kubeconfig's file, mode 0600. */
  readonly kubeconfig: string;
  readonly kube: Kube;
  /** What the control-plane node says it runs. */
  readonly software: readonly Software[];
  /** The control plane first. */
  readonly nodes: readonly [ClusterNode, ...ClusterNode[]];
  /** The file with the private key that opens every node, mode 0600. */
  readonly sshKeyFile: string;
}

export interface CreateKindClusterInput {
  readonly context: RunContext;
  readonly os: NodeSystem;
  /** The node image, from the catalogue. */
  readonly image: string;
  /** The kind binary. */
  readonly kind: string;
  readonly workers?: number;
  /** What the control plane gets to see of this host. */
  readonly mounts?: readonly KindMount[];
  /** What of the control plane can be reached on 127.0.0.1 of this host. */
  readonly ports?: readonly KindPort[];
}

/** What the kind cluster of a lab is called. */
export function kindClusterName({ labId }: Pick<RunContext, "labId">): string {
  return `tkglab-${labId}`;
}

/** Where its kubeconfig is. */
export function kubeconfigOf(context: Pick<RunContext, "labId" | "secretsDir">): string {
  return join(context.secretsDir, `${kindClusterName(context)}.kubeconfig`);
}

/** Where the private key is that opens its nodes. */
export function sshKeyOf({ secretsDir, labId }: Pick<RunContext, "labId" | "secretsDir">): string {
  return join(secretsDir, `tkglab-${labId}-ssh`);
}

/**
 * Creates a kind cluster of one operating system and waits until its nodes are Ready and Pods can be made.
 * @throws HarnessError what kind or the wait met; nothing is left behind then.
 */
export async function createKindCluster(input: CreateKindClusterInput): Promise<KindCluster> {
  const { context, os, workers = 0, mounts = [], ports = [] } = input;
  const name = kindClusterName(context);
  const labelledImage = `tkglab.test/run-${context.labId}:${os}`;
  await using cleanup = new AsyncDisposableStack();

  cleanup.defer(() => removeImages([labelledImage]));
  const [sshKeyFile] = await Promise.all([
    writeSshKey(context),
    // kind cannot label its containers, but a container has the labels of its image.
    labelImage({ image: input.image, tag: labelledImage, labels: labelPairs(context.ownership) }, context),
    ensureLabNetwork(context),
  ]);

  cleanup.defer(() => removeKindCluster(name));
  const kubeconfig = kubeconfigOf(context);
  const config = kindConfig({ workers, authorizedKeysFile: `${sshKeyFile}.pub`, mounts, ports });
  await Promise.all([
    createCluster(
      { name, image: labelledImage, config, kubeconfig },
      { binary: input.kind, signal: context.signal },
    ),
    loadClient(),
  ]);
  await chmod(kubeconfig, 0o600);

  const kube = await connect(kubeconfig);
  const node = (nodeName: string) => nodeReady(kube, nodeName, os, context);
  const [controlPlane, workerNodes] = await Promise.all([
    node(`${name}-control-plane`),
    Promise.all(workerNames(name, workers).map(node)),
    serviceAccountReady(kube, context),
  ]);
  const nodes = [controlPlane.node, ...workerNodes.map(({ node: worker }) => worker)] as const;
  const { software } = controlPlane;
  const owned = cleanup.move();
  return {
    name,
    kubeconfig,
    kube,
    software,
    nodes,
    sshKeyFile,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function writeSshKey(context: RunContext): Promise<string> {
  const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: `tkglab-${context.labId}` });
  const file = sshKeyOf(context);
  await writeFile(file, privateKeyPem.reveal(), { mode: 0o600 });
  // sshd reads this one inside the node, where only its own root and a reader without rights meet it.
  await writeFile(`${file}.pub`, `${publicKey}\n`, { mode: 0o644 });
  return file;
}

/** kind's names: the first worker has no number. */
function workerNames(cluster: string, workers: number): string[] {
  return Array.from({ length: workers }, (_, index) => `${cluster}-worker${index === 0 ? "" : index + 1}`);
}
