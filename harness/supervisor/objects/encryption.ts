import { namesOf } from "./names.ts";
import type { NodeFile } from "./node-bootstrap.ts";

/** The one key of the Secret `<cluster>-encryption`. */
export const encryptionKey = "encryption-config.yaml";

/** Where the API server reads it. */
const path = "/etc/kubernetes/encryption-config.yaml";

/** What is in it: Secrets are encrypted in etcd by a key of 32 bytes, and what is not yet can be read. */
export function encryptionConfiguration(key: Buffer): string {
  const keys = [{ name: "key1", secret: key.toString("base64") }];
  const resource = { resources: ["secrets"], providers: [{ secretbox: { keys } }, { identity: {} }] };
  // JSON is YAML.
  return JSON.stringify({
    ...{ apiVersion: "apiserver.config.k8s.io/v1", kind: "EncryptionConfiguration" },
    resources: [resource],
  });
}

/** The file on a control-plane node; Cluster API takes its content from the Secret, so that no object repeats the key. */
export function encryptionFile(cluster: string): NodeFile {
  const secret = { name: namesOf(cluster).encryption, key: encryptionKey };
  return { path, owner: "root:root", permissions: "0600", contentFrom: { secret } };
}

/** What the API server is told of it. */
export const encryptedApiServer = {
  extraArgs: { "encryption-provider-config": path },
  // It runs in a Pod and sees of the node's files only what it mounts.
  extraVolumes: [
    { name: "encryption-config", hostPath: path, mountPath: path, readOnly: true, pathType: "File" },
  ],
} as const;
