import type { Attempt } from "../../core/attempt.ts";
import { Secret } from "../../core/secret.ts";
import { type KubectlOptions, kubectlOk } from "../../tools/kubectl/kubectl.ts";

const keyPath = "{.data.ssh-privatekey}";

export interface SshKeyInput {
  /** Of the Supervisor. */
  readonly kubectl: KubectlOptions;
  readonly cluster: { readonly name: string; readonly namespace: string };
}

/**
 * The key that opens a cluster's nodes, by the command of seed 003:
 * `kubectl -n ns1 get secrets <cluster>-ssh -o jsonpath='{.data.ssh-privatekey}' | base64 -d`.
 * @throws HarnessError `tool-failed` when there is no such secret
 */
export async function fetchSshKey({ kubectl, cluster }: SshKeyInput): Promise<Secret> {
  const encoded = await kubectlOk(
    `Fetching the SSH key of cluster ${cluster.name}`,
    ["-n", cluster.namespace, "get", "secrets", `${cluster.name}-ssh`, "-o", `jsonpath=${keyPath}`],
    kubectl,
  );
  return new Secret(Buffer.from(encoded, "base64").toString("utf8"));
}

/**
 * Lists a cluster's secrets as seed 003 does, and takes the key. Says the kind of the key and how long it is, nothing
 * of what is in it; succeeds when it is a whole private key.
 */
export async function checkSshKey(input: SshKeyInput): Promise<Attempt> {
  const { kubectl, cluster } = input;
  const { name, namespace } = cluster;
  const list = await kubectlOk("Listing secrets", ["-n", namespace, "get", "secrets"], kubectl);
  const own = list.split("\n").filter((line) => line.startsWith("NAME ") || line.startsWith(`${name}-`));
  const pem = (await fetchSshKey(input)).reveal().trim().split("\n");
  const [first = "", last = ""] = [pem.at(0), pem.at(-1)];
  const isKey = /^-----BEGIN (.*PRIVATE KEY)-----$/.exec(first)?.[1];
  return {
    command: `kubectl -n ${namespace} get secrets; kubectl -n ${namespace} get secrets ${name}-ssh -o jsonpath='${keyPath}' | base64 -d`,
    succeeded: isKey !== undefined && last === `-----END ${isKey}-----`,
    text: [...own, isKey === undefined ? "no private key" : `${isKey}, ${pem.length} lines`].join("\n"),
  };
}
