import { dirname } from "node:path/posix";
import type { V1Pod } from "../../cluster/index.ts";
import type { StoreText } from "../certificates/judge-store.ts";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import { valueOf } from "../reading.ts";

/** Where Go looks for certificates on Linux: https://go.dev/src/crypto/x509/root_linux.go */
const goFolders = ["/etc/ssl/certs", "/etc/pki/tls/certs"];
const goFiles = [
  ...["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem"],
  ...["/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"],
];

/** An object whose keys are files of a container's trust store. */
export interface CertificateMount {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  /** The one key that is mounted, where it is one. */
  readonly key: string | undefined;
  readonly mountPath: string;
}

/** What a container's trust store gets from objects of the cluster, and not from its image. */
export interface MountedCertificates {
  readonly texts: readonly StoreText[];
  /** Objects that could not be read, with the reason. */
  readonly unread: readonly string[];
  /** When one of them was last written; milliseconds since the epoch. */
  readonly changed: number | undefined;
  /** A folder by SSL_CERT_DIR that is a file, which Go reads as an empty one. */
  readonly noFolder: string | undefined;
}

/** Finds the objects that are mounted where a Go program looks for certificates. */
export function certificateMounts({ spec }: V1Pod): readonly CertificateMount[] {
  const [container] = spec?.containers ?? [];
  const env = new Map(container?.env?.map(({ name, value = "" }) => [name, value]));
  const folders = env.get("SSL_CERT_DIR")?.split(":") ?? goFolders;
  const files = [env.get("SSL_CERT_FILE")].filter((file) => file !== undefined);
  const known = files.length === 0 ? goFiles : files;
  return (container?.volumeMounts ?? []).flatMap(({ name, mountPath, subPath }) => {
    const isThere =
      folders.includes(mountPath) ||
      folders.includes(dirname(mountPath)) ||
      known.some((file) => file === mountPath || dirname(file) === mountPath);
    const volume = spec?.volumes?.find((one) => one.name === name);
    const object =
      volume?.configMap?.name !== undefined
        ? { kind: "ConfigMap" as const, name: volume.configMap.name, items: volume.configMap.items }
        : volume?.secret?.secretName !== undefined
          ? { kind: "Secret" as const, name: volume.secret.secretName, items: volume.secret.items }
          : undefined;
    if (!isThere || object === undefined) return [];
    const key = object.items?.find(({ path }) => path === subPath)?.key ?? subPath;
    return [{ kind: object.kind, name: object.name, key, mountPath }];
  });
}

/** Reads what they hold. */
export async function readMountedCertificates(
  cluster: OpenCluster,
  pod: V1Pod,
): Promise<MountedCertificates> {
  const { namespace = "" } = pod.metadata ?? {};
  const texts: StoreText[] = [];
  const unread: string[] = [];
  const changes: number[] = [];
  const mounts = certificateMounts(pod);
  for (const { kind, name, key, mountPath } of mounts) {
    const read = await readObject(cluster, kind, { name, namespace });
    const object = valueOf(read);
    if (object === undefined) {
      unread.push(`${kind} ${name}: ${"refused" in read ? read.refused : "it is not there"}`);
      continue;
    }
    changes.push(...object.changes);
    const keys = key === undefined ? Object.keys(object.data) : [key];
    for (const one of keys) {
      texts.push({ where: `${kind} ${name}: ${one} (as ${mountPath})`, text: object.data[one] ?? "" });
    }
  }
  const folder = pod.spec?.containers[0]?.env?.find(({ name }) => name === "SSL_CERT_DIR")?.value;
  const noFolder = mounts.find(({ key, mountPath }) => key !== undefined && mountPath === folder)?.mountPath;
  return { texts, unread, changed: changes.length === 0 ? undefined : Math.max(...changes), noFolder };
}

function readObject(
  { kube, ask }: OpenCluster,
  kind: CertificateMount["kind"],
  which: { readonly name: string; readonly namespace: string },
) {
  return ask(`Reading ${kind} ${which.name} of ${which.namespace}`, async () => {
    if (kind === "ConfigMap") {
      const { data = {}, metadata } = await kube.core.readNamespacedConfigMap(which);
      return { data, changes: writesOf(metadata) };
    }
    const { data = {}, metadata } = await kube.core.readNamespacedSecret(which);
    const texts = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
    // as: made of pairs of texts
    return { data: Object.fromEntries(texts) as Record<string, string>, changes: writesOf(metadata) };
  });
}

function writesOf(
  metadata: { readonly managedFields?: readonly { readonly time?: Date }[] } | undefined,
): number[] {
  return (
    metadata?.managedFields?.flatMap(({ time }) => (time === undefined ? [] : [new Date(time).getTime()])) ??
    []
  );
}
