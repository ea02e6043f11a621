import { isIP } from "node:net";
import type { X509Certificate } from "node:crypto";
import { connect, type TLSSocket } from "node:tls";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { deadline } from "../../core/deadline.ts";
import { getUnverified } from "../../registry/https-request.ts";
import { inspectionBudgets } from "../budgets.ts";
import { readPemAsGo } from "../certificates/read-pem-as-go.ts";
import type { RegistryAddress } from "./registry-address.ts";

/** What a registry shows to everybody. */
export interface RegistryFacts {
  /** What it sends when one connects, its own certificate first, each one signed by the next. */
  readonly chain: readonly X509Certificate[];
  /** What Harbor's getcert gave. */
  readonly getcert: { readonly certificates: readonly X509Certificate[] } | { readonly refused: string };
}

/** What OpenSSL says to an answer that is no TLS. */
const notTls = ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_HTTP_REQUEST"];

/**
 * Connects without verifying, as whoever wants to know what to trust, and asks for the CA.
 * @throws HarnessError `unreachable` when nobody answers, `bad-input` when the answer is no TLS.
 */
export async function readRegistry(
  address: RegistryAddress,
  signal: AbortSignal | undefined,
): Promise<RegistryFacts> {
  return { chain: await readChain(address, signal), getcert: await readGetcert(address, signal) };
}

async function readChain({ url, target }: RegistryAddress, signal: AbortSignal | undefined) {
  const { host, port } = { host: target.address, port: target.port };
  const until = deadline(inspectionBudgets.registryAnswer, signal);
  const socket = connect({
    host,
    port,
    // An address may not stand in for a name in TLS.
    servername: isIP(target.host) === 0 ? target.host : "",
    rejectUnauthorized: false,
    // Without any CA of its own Node shows what came over the wire and nothing else.
    ca: [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const stop = () => reject(new Error("no answer in time"));
  until.addEventListener("abort", stop, { once: true });
  socket.once("secureConnect", () => resolve(undefined)).once("error", reject);
  try {
    await promise;
    return chainOf(socket);
  } catch (error) {
    signal?.throwIfAborted();
    throw explain(error, `Inspecting the registry ${url}: connecting to ${host}:${port}`);
  } finally {
    until.removeEventListener("abort", stop);
    socket.destroy();
  }
}

function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = socket.getPeerX509Certificate();
  // A root is its own issuer.
  while (next !== undefined && chain.every(({ fingerprint256 }) => fingerprint256 !== next?.fingerprint256)) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function explain(error: unknown, doing: string): HarnessError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (notTls.includes(code)) {
    return new HarnessError({
      code: "bad-input",
      message: `${doing}: what answers there speaks no TLS`,
      hint: "is that the registry's port for HTTP? Clients of Harbor use the one for HTTPS",
      cause: error,
    });
  }
  return new HarnessError({
    code: "unreachable",
    message: `${doing}: ${messageOf(error)}`,
    hint:
      code === "ENOTFOUND" || code === "EAI_AGAIN"
        ? "the name does not resolve on this host: say where it is with --connect <address>:<port>"
        : "a port that Docker publishes is reached with --connect 127.0.0.1:<port>",
    cause: error,
  });
}

async function readGetcert({ target }: RegistryAddress, signal: AbortSignal | undefined) {
  const until = deadline(inspectionBudgets.registryAnswer, signal);
  try {
    const { status, body } = await getUnverified(target, "/api/v2.0/systeminfo/getcert", until);
    const certificates = status === 200 ? readPemAsGo(body) : [];
    if (certificates.length > 0) return { certificates };
    return { refused: status === 200 ? "it answers with no certificate" : `it answers ${status}` };
  } catch (error) {
    signal?.throwIfAborted();
    return { refused: messageOf(error) };
  }
}
