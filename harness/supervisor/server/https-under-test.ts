import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { text } from "node:stream/consumers";
import { type CertificateAuthority, createRootCa, issueServerCertificate } from "../../pki/index.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { CertificateFiles } from "./certificate-files.ts";
import type { Route } from "./exchange.ts";
import { startHttpsServer } from "./https-server.ts";

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  /** Undefined when there is none. */
  readonly body: unknown;
  /** Of the certificate that the server showed. */
  readonly fingerprint: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** For tests: a server on a port of its own, with a certificate in files, and a client that trusts its CA. */
export async function httpsUnderTest(routes: readonly Route[], requestTimeout = 10_000) {
  const folder = await temporaryFolder();
  const ca = await createRootCa({ key: "ecdsa-p256" });
  const files: CertificateFiles = {
    certificateFile: join(folder.path, "tls.crt"),
    keyFile: join(folder.path, "tls.key"),
  };
  await renewCertificate(files, ca);
  const log: object[] = [];
  const server = await startHttpsServer({
    ...{ ...files, port: 0, address: "127.0.0.1", routes, requestTimeout },
    log: (line) => log.push(line),
  });
  return {
    files,
    log,
    port: server.port,
    renew: () => renewCertificate(files, ca),
    ask: (path: string, asked: Ask = {}) => ask(server.port, ca, path, asked),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function renewCertificate({ certificateFile, keyFile }: CertificateFiles, ca: CertificateAuthority) {
  const issued = await issueServerCertificate({ issuer: ca, key: "ecdsa-p256", ipAddresses: ["127.0.0.1"] });
  await writeFile(certificateFile, issued.chainPem);
  await writeFile(keyFile, issued.privateKeyPem.reveal());
}

async function ask(port: number, ca: CertificateAuthority, path: string, asked: Ask): Promise<Answer> {
  const { method = "GET", headers = {}, body, signal } = asked;
  const outgoing = request({
    ...{ host: "127.0.0.1", port, path, method, headers, ca: ca.certificatePem },
    agent: false,
    ...(signal && { signal }),
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage]; // as: what the event brings
  const { fingerprint256 } = (incoming.socket as TLSSocket).getPeerCertificate(); // as: it speaks https
  const read = await text(incoming);
  return {
    status: incoming.statusCode,
    headers: incoming.headers,
    body: read === "" ? undefined : (JSON.parse(read) as unknown),
    fingerprint: fingerprint256,
  };
}
