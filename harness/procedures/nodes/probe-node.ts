import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";

export interface ProbeNodeInput {
  readonly jumpbox: Jumpbox;
  readonly node: ClusterNode;
  /** The registry's host name. */
  readonly host: string;
}

/** Fetches from the registry with the node's own curl, which trusts what OpenSSL finds by its hash links. */
export async function curlFromNode({ jumpbox, node, host }: ProbeNodeInput): Promise<Attempt> {
  return attempt(jumpbox, node, `curl --silent --show-error https://${host}/api/v2.0/ping`);
}

/** Verifies the certificate that the registry serves against the node's certificate folder, and nothing else. */
export async function checkWithOpenssl({ jumpbox, node, host }: ProbeNodeInput): Promise<Attempt> {
  const serve = `openssl s_client -connect ${host}:443 -servername ${host} </dev/null 2>/dev/null`;
  return attempt(jumpbox, node, `${serve} | openssl x509 | openssl verify -no-CAfile -CApath /etc/ssl/certs`);
}

/** Types a command line on a node, whatever becomes of it. */
export async function typeOnNode(input: {
  readonly jumpbox: Jumpbox;
  readonly node: ClusterNode;
  readonly line: string;
}): Promise<Attempt> {
  return attempt(input.jumpbox, input.node, input.line);
}

async function attempt(jumpbox: Jumpbox, node: ClusterNode, command: string): Promise<Attempt> {
  return attemptOf(command, await jumpbox.tryOnNode(node, command));
}
