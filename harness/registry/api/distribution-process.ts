import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RegistrySettings } from "./settings.ts";
import { tokenAudience, tokenIssuer } from "./token-service.ts";

/** A running CNCF Distribution. */
export interface DistributionProcess {
  /** The TCP port on loopback that it chose. */
  readonly port: number;
  /** Resolves when it has ended, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

export interface DistributionInput {
  readonly settings: RegistrySettings;
  readonly jwks: object;
  readonly externalUrl: string;
  readonly log: (line: object) => void;
}

/** Starts `registry serve` on a free loopback port and waits until it listens. */
export async function startDistribution({
  settings,
  jwks,
  externalUrl,
  log,
}: DistributionInput): Promise<DistributionProcess> {
  mkdirSync(settings.runDirectory, { recursive: true, mode: 0o700 });
  const jwksFile = join(settings.runDirectory, "token-keys.json");
  const configFile = join(settings.runDirectory, "registry.yml");
  writeFileSync(jwksFile, JSON.stringify(jwks), { mode: 0o600 });
  // JSON is YAML.
  writeFileSync(configFile, JSON.stringify(configuration(settings.storage, jwksFile, externalUrl)), {
    mode: 0o600,
  });
  const child = spawn(settings.binary, ["serve", configFile], {
    stdio: ["ignore", "pipe", "pipe"],
    // Its own environment: REGISTRY_* would override the file, and traces would go looking for a collector.
    env: { PATH: process.env.PATH, OTEL_TRACES_EXPORTER: "none" },
  });
  const ended = endOf(child);
  const port = listeningPort(child, log);
  const first = await Promise.race([port, ended]);
  if (typeof first === "string") throw new Error(`Starting the registry: ${first}`);
  return { port: first, ended, stop: () => stop(child, ended) };
}

function configuration(storage: string, jwksFile: string, externalUrl: string) {
  return {
    version: "0.1",
    log: { level: "info", formatter: "json", accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: storage },
      delete: { enabled: true },
      redirect: { disable: true },
    },
    http: { addr: "127.0.0.1:0", relativeurls: true, secret: randomBytes(32).toString("hex") },
    auth: {
      token: {
        realm: `${externalUrl}/service/token`,
        service: tokenAudience,
        issuer: tokenIssuer,
        jwks: jwksFile,
        signingalgorithms: ["RS256"],
      },
    },
  };
}

/** Hands on what the child says, and reads the port from it. What it says about each request is left out. */
function listeningPort(child: ChildProcess, log: (line: object) => void): Promise<number> {
  return new Promise((resolve) => {
    let isListening = false;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        const port = /listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
        if (!isListening || !/"level":"(?:info|debug)"/.test(line))
          log({ registry: withoutUploadState(line) });
        if (port === undefined) return;
        isListening = true;
        resolve(Number(port));
      });
    }
  });
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(`it could not be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(`it ended with ${signal ?? `exit code ${code ?? "unknown"}`}`),
    );
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}

/** Whoever holds the state of an upload can go on with it. */
function withoutUploadState(line: string): string {
  return line.replace(/_state=[^&"\\]+/g, "_state=***");
}
