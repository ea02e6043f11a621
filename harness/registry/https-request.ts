import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";

/** A server to speak TLS with, by name, wherever it listens. */
export interface HttpsTarget {
  /** The name that is asked for and that the certificate has to carry. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  /** What the certificate is verified against, PEM; the system's trust store when undefined. */
  readonly caPem: string | undefined;
}

export interface HttpsRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpsReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one request over a verified connection. @throws Node's own error, with its `code`. */
export function sendHttps(target: HttpsTarget, request: HttpsRequest): Promise<HttpsReply> {
  return send(target, request, true);
}

/** Sends one request to a server whose CA is what is asked for, like `curl -k`; without any credential. */
export function getUnverified(target: HttpsTarget, path: string, signal?: AbortSignal): Promise<HttpsReply> {
  return send(target, { method: "GET", path, signal }, false);
}

async function send(
  target: HttpsTarget,
  request: HttpsRequest,
  rejectUnauthorized: boolean,
): Promise<HttpsReply> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = httpsRequest(
    {
      host: target.address,
      port: target.port,
      // An address may not stand in for a name in TLS, but a certificate may carry one.
      servername: isIP(target.host) === 0 ? target.host : "",
      checkServerIdentity: (_name, certificate) => checkServerIdentity(target.host, certificate),
      method: request.method,
      path: request.path,
      headers: { host: target.host, ...request.headers },
      // One connection per request: a certificate that was replaced shows at once.
      agent: false,
      rejectUnauthorized,
      ...(target.caPem === undefined ? {} : { ca: target.caPem }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    },
    resolve,
  );
  outgoing.on("error", reject).end(request.body);
  const incoming = await promise;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // without an encoding, every chunk is a Buffer
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Whether an error says that nobody answers (yet), rather than that the answer cannot be trusted. */
export function isUnanswered(error: unknown): boolean {
  const unanswered = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"];
  return error instanceof Error && "code" in error && unanswered.includes(String(error.code));
}
