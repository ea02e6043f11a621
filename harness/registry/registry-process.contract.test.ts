import { connect } from "node:tls";
import { readdir, readFile } from "node:fs/promises";
import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { budgets } from "../core/budgets.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { issueServerCertificate } from "../pki/index.ts";
import {
  processHost,
  registryBinary,
  type RegistryProcess,
  startRegistryProcess,
} from "./registry-process.ts";

async function servedFingerprint({ target }: RegistryProcess): Promise<string> {
  const socket = connect({
    host: target.address,
    port: target.port,
    servername: target.host,
    ...(target.caPem === undefined ? {} : { ca: target.caPem }),
  });
  await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

/** The Distribution process that this API has started. */
async function childOf(pid: number): Promise<number> {
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => ""); // ended since
    if (stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === String(pid)) return Number(name);
  }
  throw new Error(`process ${pid} has no child`);
}

async function waitUntilGone(pid: number): Promise<void> {
  const look = async () =>
    (await readdir("/proc")).includes(String(pid)) ? notYet("still there") : ready(true);
  await waitFor({ what: `process ${pid} to be gone`, look, budget: budgets.registryReady });
}

it("names what is missing when there is no binary to test with", () => {
  const path = process.env.TKGLAB_REGISTRY_BINARY;
  delete process.env.TKGLAB_REGISTRY_BINARY;
  try {
    expect(() => registryBinary()).toThrow(
      "TKGLAB_REGISTRY_BINARY does not name a CNCF Distribution v3 binary",
    );
  } finally {
    process.env.TKGLAB_REGISTRY_BINARY = path;
  }
});

it("serves another certificate after SIGHUP, without a restart", async () => {
  await using registry = await startRegistryProcess();
  const next = await issueServerCertificate({
    issuer: registry.ca,
    dnsNames: [processHost],
    key: "ecdsa-p256",
  });
  const { fingerprint256: wanted } = new X509Certificate(next.certificatePem);
  await registry.writeCertificate(next.chainPem, next.privateKeyPem);
  expect(await servedFingerprint(registry)).not.toBe(wanted);
  process.kill(registry.pid, "SIGHUP");
  await registry.waitForLine(new RegExp(`"certificate reloaded","fingerprint":"${wanted}"`));
  expect(await servedFingerprint(registry)).toBe(wanted);
});

it("goes on with the old certificate when the new one is none, and says so", async () => {
  await using registry = await startRegistryProcess();
  const before = await servedFingerprint(registry);
  const { privateKeyPem } = await issueServerCertificate({ issuer: registry.ca, dnsNames: [processHost] });
  await registry.writeCertificate("no certificate", privateKeyPem);
  process.kill(registry.pid, "SIGHUP");
  await registry.waitForLine(/"level":"error","message":"Reloading the certificate: /);
  expect(await servedFingerprint(registry)).toBe(before);
});

it("ends with 1 when Distribution dies", async () => {
  await using registry = await startRegistryProcess();
  process.kill(await childOf(registry.pid), "SIGKILL");
  expect(await registry.ended).toBe(1);
  expect(registry.lines.at(-1)).toBe(
    '{"level":"fatal","message":"The registry behind the API is gone: it ended with SIGKILL"}',
  );
});

it("ends with 0 on SIGTERM, and takes Distribution with it", async () => {
  await using registry = await startRegistryProcess();
  const child = await childOf(registry.pid);
  process.kill(registry.pid, "SIGTERM");
  expect(await registry.ended).toBe(0);
  await waitUntilGone(child);
});
