import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { V1Node } from "@kubernetes/client-node";
import { budgets } from "../../core/budgets.ts";
import { labelPairs } from "../../core/labels.ts";
import type { RunContext } from "../../core/run-context.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import { createSshKeyPair } from "../../pki/index.ts";
import { labelImage, removeImages } from "../../tools/docker/images.ts";
import { createCluster } from "../../tools/kind/kind.ts";
import { connect, type Kube, loadClient } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import { ensureLabNetwork } from "../lab-network.ts";
import type { ClusterNode, NodeSystem } from "../node.ts";
import { kindConfig } from "./kind-config.ts";
import { removeKindCluster } from "./remove-kind-cluster.ts";

/** A cluster that is up, with all its nodes Ready. */
export interface KindCluster extends AsyncDisposable {
  readonly name: string;
  /** The kubeconfig's file, mode 0600. */
  readonly kubeconfig: string;
  readonly kube: Kube;
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
}

/**
 * Creates a kind cluster of one operating system and waits until its nodes are Ready and Pods can be made.
 * @throws HarnessError what kind or the wait met; nothing is left behind then.
 */
export async function createKindCluster(input: CreateKindClusterInput): Promise<KindCluster> {
  const { context, os, workers = 0 } = input;
  const name = `tkglab-${context.labId}`;
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
  const kubeconfig = join(context.secretsDir, `${name}.kubeconfig`);
  const config = kindConfig({ workers, authorizedKeysFile: `${sshKeyFile}.pub` });
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
  const nodes = [controlPlane, ...workerNodes] as const;
  const owned = cleanup.move();
  return { name, kubeconfig, kube, nodes, sshKeyFile, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function writeSshKey({ secretsDir, labId }: RunContext): Promise<string> {
  const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: `tkglab-${labId}` });
  const file = join(secretsDir, `tkglab-${labId}-ssh`);
  await writeFile(file, privateKeyPem.reveal(), { mode: 0o600 });
  // sshd reads this one inside the node, where only its own root and a reader without rights meet it.
  await writeFile(`${file}.pub`, `${publicKey}\n`, { mode: 0o644 });
  return file;
}

/** kind's names: the first worker has no number. */
function workerNames(cluster: string, workers: number): string[] {
  return Array.from({ length: workers }, (_, index) => `${cluster}-worker${index === 0 ? "" : index + 1}`);
}

function nodeReady(kube: Kube, name: string, os: NodeSystem, { signal }: RunContext): Promise<ClusterNode> {
  return watchUntil({
    kube,
    path: "/api/v1/nodes",
    fieldSelector: `metadata.name=${name}`,
    what: `node ${name} to be Ready`,
    look: (node: V1Node) => {
      const condition = node.status?.conditions?.find(({ type }) => type === "Ready");
      const address = node.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
      if (condition?.status === "True" && address !== undefined) return ready({ name, address, os });
      return notYet(
        condition === undefined
          ? "no Ready condition"
          : `${condition.reason ?? ""}: ${condition.message ?? ""}`,
      );
    },
    budget: budgets.nodeReady,
    signal,
    hint: `docker exec ${name} journalctl -u kubelet --no-pager | tail -50`,
  });
}

/** Without it the API server refuses every Pod. */
function serviceAccountReady(kube: Kube, { signal }: RunContext): Promise<undefined> {
  return watchUntil({
    kube,
    path: "/api/v1/namespaces/default/serviceaccounts",
    fieldSelector: "metadata.name=default",
    what: "the service account default",
    look: () => ready(undefined),
    budget: budgets.serviceAccount,
    signal,
  });
}
