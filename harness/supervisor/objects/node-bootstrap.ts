import type { NodePool } from "../api/tanzu-kubernetes-cluster.ts";
import type { ClusterInput } from "./cluster-input.ts";
import { nodeUser } from "./names.ts";

/** A file that Cluster API writes on a new machine. */
export interface NodeFile {
  readonly path: string;
  readonly owner: string;
  readonly permissions: string;
  readonly content?: string;
  readonly contentFrom?: { readonly secret: { readonly name: string; readonly key: string } };
}

/** TKG's nodes know their own name without DNS. Docker has written it already, so that here this changes nothing. */
const ownName = 'grep -qw "$(hostname)" /etc/hosts || echo "127.0.0.1 $(hostname)" >> /etc/hosts';

/**
 * What every machine of a cluster gets before kubeadm runs. containerd needs no restart afterwards: it has pulled nothing
 * yet, and so read no trust store.
 */
export function nodeBootstrap({ cas, sshPublicKey }: Pick<ClusterInput, "cas" | "sshPublicKey">) {
  // Of what cloud-init can do, Cluster API's Docker provider knows files and commands only: no `users`.
  const authorizedKeys: NodeFile = {
    path: `/etc/ssh/authorized_keys.d/${nodeUser}`,
    ...{ owner: "root:root", permissions: "0644", content: `${sshPublicKey}\n` },
  };
  const trusted = cas.map(({ name, content }): NodeFile => {
    return { path: `/etc/ssl/certs/${name}.pem`, owner: "root:root", permissions: "0644", content };
  });
  const rehash = cas.length === 0 ? [] : ["rehash_ca_certificates.sh"];
  return { files: [authorizedKeys, ...trusted], preKubeadmCommands: [ownName, ...rehash] };
}

/**
 * How a node registers. The disk of a lab is shared by everything: a kubelet that watches it would evict Pods for what
 * others store there, and remove the images that lie in the node and cannot be pulled again.
 */
export function nodeRegistration({ labels = {}, taints }: Pick<NodePool, "labels" | "taints"> = {}) {
  const nodeLabels = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return {
    criSocket: "unix:///var/run/containerd/containerd.sock",
    kubeletExtraArgs: {
      "eviction-hard": "nodefs.available<0%,nodefs.inodesFree<0%,imagefs.available<0%",
      "image-gc-high-threshold": "100",
      ...(nodeLabels.length === 0 ? {} : { "node-labels": nodeLabels.toSorted().join(",") }),
    },
    ...(taints === undefined
      ? {}
      : { taints: taints.map(({ key, value, effect }) => ({ key, value, effect })) }),
  };
}
