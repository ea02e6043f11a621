import { once } from "node:events";
import { createServer } from "node:https";
import { messageOf } from "../../core/errors.ts";
import { type CertificateFiles, fingerprintOf, readKeyPair, stampOf } from "./certificate-files.ts";
import { listener, type Route } from "./exchange.ts";

export interface HttpsServerInput extends CertificateFiles {
  /** 0 is any that is free. */
  readonly port: number;
  readonly address: string;
  readonly routes: readonly Route[];
  /** In milliseconds, unless ten seconds do. */
  readonly requestTimeout?: number;
  readonly log: (line: object) => void;
}

export interface HttpsServer extends AsyncDisposable {
  readonly port: number;
}

/** In milliseconds: for a handshake, for a request to come in whole, for its answer. */
const patience = 10_000;
/** Longer than the API server keeps a connection that nobody uses: it would send a request into one that is being closed. */
const keepAliveTimeout = 100_000;

/**
 * Serves routes over TLS. A new connection meets the certificate that is in the files then; where those cannot be
 * used, the one before.
 * @throws HarnessError `bad-input` for a certificate that cannot be used at the start; Node's error for a taken port
 */
export async function startHttpsServer(input: HttpsServerInput): Promise<HttpsServer> {
  const { port, address, routes, log, requestTimeout = patience } = input;
  const server = createServer(
    {
      ...readKeyPair(input),
      requestTimeout,
      headersTimeout: requestTimeout,
      handshakeTimeout: requestTimeout,
      // How often the first two are looked at: every thirty seconds unless told.
      connectionsCheckingInterval: Math.ceil(requestTimeout / 4),
      keepAliveTimeout,
    },
    listener(routes, { log, timeout: requestTimeout }),
  );
  let stamp = stampOf(input);
  // Before Node's own listener, which begins the handshake.
  server.prependListener("connection", () => {
    const now = stampOf(input);
    if (now === stamp) return;
    stamp = now;
    try {
      const pair = readKeyPair(input);
      server.setSecureContext(pair);
      log({ message: "certificate read again", fingerprint: fingerprintOf(pair) });
    } catch (error) {
      log({ level: "error", message: messageOf(error) });
    }
  });
  server.listen(port, address);
  await once(server, "listening");
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
