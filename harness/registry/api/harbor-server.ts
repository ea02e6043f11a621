import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { createServer, type Server } from "node:https";
import { DistributionClient } from "./distribution-client.ts";
import { startDistribution } from "./distribution-process.ts";
import { Ledger } from "./ledger.ts";
import { harborListener } from "./listener.ts";
import { digestOf } from "./password.ts";
import { Projects } from "./projects.ts";
import { Quotas } from "./quotas.ts";
import { Robots } from "./robots.ts";
import type { Settings } from "./settings.ts";
import { tokenService } from "./token-service.ts";
import type { World } from "./world.ts";

/** The whole registry: Distribution, and the API in front of it. */
export interface HarborServer {
  /** The TCP port that answers. */
  readonly port: number;
  /**
   * Serves the certificate and key that are in the files now, and gives the SHA-256 fingerprint. Idle connections
   * are closed, so that clients meet it. @throws the parser's error, and goes on with the old one
   */
  reloadCertificate(): string;
  /** Resolves when Distribution has died, with a sentence that says how. */
  readonly registryEnded: Promise<string>;
  close(): Promise<void>;
}

/** Starts everything and resolves when the port answers. */
export async function startHarborServer(
  settings: Settings,
  log: (line: object) => void,
): Promise<HarborServer> {
  const now = () => new Date();
  const tokens = await tokenService(readFileSync(settings.tokenKeyFile, "utf8"), now);
  const { externalUrl } = settings;
  const distribution = await startDistribution({
    settings: settings.registry,
    jwks: tokens.jwks,
    externalUrl,
    log,
  });
  const upstream = { port: distribution.port, agent: new Agent({ keepAlive: true }) };
  const world: World = {
    externalUrl,
    caFile: settings.caFile,
    legacyApi: settings.legacyApi,
    harborVersion: settings.harborVersion,
    storage: settings.registry.storage,
    adminPassword: digestOf(readFileSync(settings.adminPasswordFile, "utf8").trimEnd()),
    projects: new Projects(now),
    robots: new Robots(now),
    ledger: new Ledger(now),
    quotas: new Quotas(now),
    uploads: new Map(),
    configuration: { readOnly: false },
    patience: settings.patience,
    tokens,
    upstream,
    distribution: new DistributionClient(upstream, tokens),
    now,
  };
  const { window } = settings.patience;
  const limits = {
    // A push of gigabytes over a slow line takes longer than any limit on a whole request: see pace.ts. Without such a
    // limit Node sets none on the headers either, unless it is told.
    requestTimeout: 0,
    headersTimeout: window,
    handshakeTimeout: window,
    connectionsCheckingInterval: window / 2,
  };
  const server = createServer({ ...certificateOf(settings), ...limits }, harborListener(world, log));
  await listen(server, settings);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : settings.port,
    registryEnded: distribution.ended,
    reloadCertificate() {
      const certificate = certificateOf(settings);
      const { fingerprint256 } = new X509Certificate(certificate.cert);
      server.setSecureContext(certificate);
      server.closeIdleConnections();
      return fingerprint256;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      upstream.agent.destroy();
      await distribution.stop();
    },
  };
}

function certificateOf({ certificateFile, keyFile }: Settings) {
  return { cert: readFileSync(certificateFile), key: readFileSync(keyFile), minVersion: "TLSv1.2" as const };
}

function listen(server: Server, { port, address }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, resolve);
  });
}
