import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Agent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HttpsTarget } from "./https-request.ts";

/** A registry call, byte by byte, for contract tests. */
export interface OciCall {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | Readable;
  /** Called with each piece of the answer instead of keeping it. */
  readonly onData?: (chunk: Buffer) => void;
  /** Keeps connections; a new one for the call unless told. */
  readonly agent?: Agent;
}

export interface OciReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function callRegistry(
  { host, address, port, caPem }: HttpsTarget,
  call: OciCall,
): Promise<OciReply> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { body, authorization, type } = call;
  const headers = {
    host,
    ...(authorization === undefined ? {} : { authorization }),
    ...(type === undefined ? {} : { "content-type": type }),
    ...(Buffer.isBuffer(body) ? { "content-length": String(body.length) } : {}),
    ...call.headers,
  };
  const options = {
    host: address,
    port,
    servername: host,
    method: call.method,
    path: call.path,
    headers,
    agent: call.agent ?? (false as const),
  };
  const outgoing = httpsRequest(caPem === undefined ? options : { ...options, ca: caPem }, resolve);
  outgoing.on("error", reject);
  if (body instanceof Readable) pipeline(body, outgoing).catch(reject);
  else outgoing.end(body);
  const incoming = await promise;
  const kept: Buffer[] = [];
  const onData = call.onData ?? ((chunk: Buffer) => kept.push(chunk));
  for await (const chunk of incoming) onData(chunk as Buffer); // without an encoding, every chunk is a Buffer
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(kept).toString("utf8"),
  };
}

export function sha256(content: Buffer | string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

export function basicLogin(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}

/** Pushes an image of one layer and gives the digest of its manifest. */
export async function pushImage(
  target: HttpsTarget,
  authorization: string,
  repository: string,
  tag: string,
): Promise<string> {
  const config = Buffer.from("{}");
  const layer = Buffer.from(`layer of ${repository}:${tag}`);
  for (const blob of [config, layer]) await pushBlob(target, authorization, repository, blob);
  const describe = (mediaType: string, blob: Buffer) => ({
    mediaType,
    digest: sha256(blob),
    size: blob.length,
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: describe("application/vnd.oci.image.config.v1+json", config),
      layers: [describe("application/vnd.oci.image.layer.v1.tar", layer)],
    }),
  );
  const path = `/v2/${repository}/manifests/${tag}`;
  expectStatus(
    201,
    await callRegistry(target, { method: "PUT", path, authorization, type: manifestType, body: manifest }),
  );
  return sha256(manifest);
}

export const manifestType = "application/vnd.oci.image.manifest.v1+json";

/** Pushes a blob in one piece: POST, then PUT. */
export async function pushBlob(
  target: HttpsTarget,
  authorization: string,
  repository: string,
  blob: Buffer,
): Promise<void> {
  const location = await startUpload(target, authorization, repository);
  const path = `${location}&digest=${sha256(blob)}`;
  const type = "application/octet-stream";
  expectStatus(201, await callRegistry(target, { method: "PUT", path, authorization, type, body: blob }));
}

/** Begins an upload and gives the place to go on, with a query. */
export async function startUpload(
  target: HttpsTarget,
  authorization: string,
  repository: string,
): Promise<string> {
  const path = `/v2/${repository}/blobs/uploads/`;
  const { headers } = expectStatus(
    202,
    await callRegistry(target, { method: "POST", path, authorization, body: Buffer.alloc(0) }),
  );
  return headers.location ?? "";
}

export function expectStatus(status: number, reply: OciReply): OciReply {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status}: ${reply.body}`);
  return reply;
}
