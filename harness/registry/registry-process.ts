import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { budgets } from "../core/budgets.ts";
import { messageOf } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import { notYet, ready, type Sight, waitFor } from "../core/wait-for.ts";
import {
  type CertificateAuthority,
  createRootCa,
  createSigningKey,
  issueServerCertificate,
} from "../pki/index.ts";
import type { Patience } from "./api/pace.ts";
import { harborClient, type HarborClient } from "./harbor-client.ts";
import type { HttpsTarget } from "./https-request.ts";

export const processHost = "harbor.tkg.test";

/** The API in a process of its own over the real Distribution, without Docker: for contract tests. */
export interface RegistryProcess extends AsyncDisposable {
  readonly pid: number;
  readonly target: HttpsTarget;
  readonly ca: CertificateAuthority;
  readonly password: Secret;
  readonly api: HarborClient;
  readonly lines: readonly string[];
  /** How the process ended. */
  readonly ended: Promise<number | string>;
  /** Puts another certificate into the files; the process does not know of it yet. */
  writeCertificate(chainPem: string, key: Secret): Promise<void>;
  /** Waits for a line of the log, from the beginning. */
  waitForLine(pattern: RegExp): Promise<RegExpExecArray>;
  /** Bytes of a field of /proc/<pid>/status: `VmRSS`, `VmHWM`. */
  memory(field: string): Promise<number>;
}

/** As in fixtures/images/harbor/Dockerfile. */
const nodeFlags = ["--max-old-space-size=96", "--max-semi-space-size=1"];

/** The binary that the contract is with. @throws Error: a contract test that cannot run has failed */
export function registryBinary(): string {
  const path = process.env.TKGLAB_REGISTRY_BINARY;
  if (path === undefined)
    throw new Error("TKGLAB_REGISTRY_BINARY does not name a CNCF Distribution v3 binary");
  return path;
}

/** @param patience how slow a client may be; as always unless told */
export async function startRegistryProcess(patience?: Patience): Promise<RegistryProcess> {
  const binary = registryBinary();
  const directory = await mkdtemp(join(tmpdir(), "harbor-process-"));
  const at = (name: string) => join(directory, name);
  const ca = await createRootCa();
  const { chainPem, privateKeyPem } = await issueServerCertificate({ issuer: ca, dnsNames: [processHost] });
  const password = new Secret("Harbor12345");
  const writeCertificate = async (chain: string, key: Secret) => {
    await writeFile(at("tls.crt"), chain);
    await writeFile(at("tls.key"), key.reveal(), { mode: 0o600 });
  };
  await writeCertificate(chainPem, privateKeyPem);
  await writeFile(at("ca.crt"), ca.certificatePem);
  await writeFile(at("admin-password"), `${password.reveal()}\n`, { mode: 0o600 });
  await writeFile(at("token.key"), (await createSigningKey()).privateKeyPem.reveal(), { mode: 0o600 });
  const configuration = {
    externalUrl: `https://${processHost}`,
    port: 0,
    address: "127.0.0.1",
    certificateFile: at("tls.crt"),
    keyFile: at("tls.key"),
    caFile: at("ca.crt"),
    adminPasswordFile: at("admin-password"),
    tokenKeyFile: at("token.key"),
    ...(patience === undefined ? {} : { patience }),
    registry: { binary, storage: at("storage"), runDirectory: at("run") },
  };
  await writeFile(at("config.json"), JSON.stringify(configuration));
  const main = join(import.meta.dirname, "api", "main.ts");
  const child = spawn(process.execPath, [...nodeFlags, main, at("config.json")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const ended = endOf(child);
  const waitForLine = (pattern: RegExp) => waitForLineIn(lines, pattern);
  const [, port = ""] = await waitForLine(/"message":"ready".*"port":(\d+)/);
  const target = { host: processHost, address: "127.0.0.1", port: Number(port), caPem: ca.certificatePem };
  return {
    pid: child.pid ?? 0,
    target,
    ca,
    password,
    api: harborClient({ target: () => target, username: "admin", password }),
    lines,
    ended,
    writeCertificate,
    waitForLine,
    async memory(field) {
      const status = await readFile(`/proc/${child.pid ?? "self"}/status`, "utf8");
      const [, kibibytes = "NaN"] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status) ?? [];
      return Number(kibibytes) * 1024;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}

function waitForLineIn(lines: readonly string[], pattern: RegExp): Promise<RegExpExecArray> {
  const look = (): Sight<RegExpExecArray> => {
    const match = pattern.exec(lines.join("\n"));
    return match === null ? notYet(lines.at(-1) ?? "nothing") : ready(match);
  };
  return waitFor({ what: `a line ${String(pattern)}`, look, budget: budgets.registryReady });
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(messageOf(error)));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}
