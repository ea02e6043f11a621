import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import type { Secret } from "../../core/secret.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { applyObjects, deploymentsReady, ensureNamespaces, listOf } from "./apply.ts";
import { gitHosts, namespaces } from "./names.ts";

export interface GitServerInput {
  readonly kubectl: KubectlOptions;
  readonly username: string;
  readonly password: Secret;
  /** For both names of the server. */
  readonly chainPem: string;
  readonly privateKeyPem: Secret;
}

/** Installs the git server; whoever reads or writes there needs the password. */
export async function installGitServer(input: GitServerInput): Promise<void> {
  const { kubectl, chainPem, privateKeyPem } = input;
  const namespace = namespaces.git;
  await ensureNamespaces([namespace], kubectl);
  const secret = (name: string, type: string, stringData: Readonly<Record<string, string>>) => ({
    ...{ apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, type, stringData },
  });
  const tls = { "tls.crt": chainPem, "tls.key": privateKeyPem.reveal() };
  const secrets = [
    secret("git-server-tls", "kubernetes.io/tls", tls),
    secret("git-server-users", "Opaque", { htpasswd: htpasswd(input) }),
  ];
  await applyObjects("the secrets of the git server", listOf(secrets), kubectl);
  const manifests = join(packageRoot, "fixtures/manifests/git-server/git-server.yaml");
  await applyObjects("the git server", await readFile(manifests, "utf8"), kubectl);
}

/** Waits until it serves. */
export function gitServerReady(kubectl: KubectlOptions): Promise<void> {
  return deploymentsReady(namespaces.git, kubectl);
}

/** A line as Apache's htpasswd writes it. SHA-1, which needs no salt, so that the same password is the same line. */
export function htpasswd({ username, password }: Pick<GitServerInput, "username" | "password">): string {
  return `${username}:{SHA}${createHash("sha1").update(password.reveal()).digest("base64")}\n`;
}

/** The URL of a repository as the cluster knows it, and as this host does. */
export function repositoryUrl(name: string, from: keyof typeof gitHosts): string {
  return `https://${gitHosts[from]}/${name}.git`;
}
