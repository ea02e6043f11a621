import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenPem } from "./broken-pem.ts";
import { createIntermediateCa, createRootCa, rotateCa } from "./certificate-authority.ts";
import { parseCertificates } from "./parse-certificates.ts";
import { joinPems } from "./pem-bundle.ts";
import { issueServerCertificate } from "./server-certificate.ts";
import { expired, notYetValid } from "./validity.ts";

const key = "ecdsa-p256";
const dnsNames = ["harbor.test"];
let folder: string;

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "tkglab-pki-"))));
afterAll(() => rm(folder, { recursive: true }));

function openssl(...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8", cwd: folder });
  return `${stdout}${stderr}`;
}

/** What `openssl verify` says of a server's chain, given a text as its CA file. */
async function verify(chainPem: string, caText: string, name = "harbor.test"): Promise<string> {
  const [leaf, ...intermediates] = parseCertificates(chainPem, { source: "the chain" }).map(({ pem }) => pem);
  await writeFile(join(folder, "leaf.pem"), leaf ?? "");
  await writeFile(join(folder, "untrusted.pem"), joinPems(intermediates));
  await writeFile(join(folder, "ca.pem"), caText);
  const untrusted = intermediates.length === 0 ? [] : ["-untrusted", "untrusted.pem"];
  const checks = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", name];
  return openssl(
    "verify",
    ...checks,
    "-no-CApath",
    "-no-CAstore",
    "-CAfile",
    "ca.pem",
    ...untrusted,
    "leaf.pem",
  );
}

describe("openssl verify", () => {
  it.each([
    ["rsa-2048", "rsa-2048"],
    ["rsa-2048", "ecdsa-p256"],
    ["ecdsa-p256", "rsa-2048"],
    ["ecdsa-p256", "ecdsa-p256"],
  ] as const)(
    "accepts a %s CA with a %s server, also with an intermediate CA, strictly",
    async (ca, server) => {
      const root = await createRootCa({ key: ca });
      const issuer = await createIntermediateCa({ issuer: root, key: ca, pathLength: 0 });
      const direct = await issueServerCertificate({ issuer: root, key: server, dnsNames });
      const indirect = await issueServerCertificate({ issuer, key: server, dnsNames });
      expect(await verify(direct.chainPem, root.certificatePem)).toBe("leaf.pem: OK\n");
      expect(await verify(indirect.chainPem, root.certificatePem)).toBe("leaf.pem: OK\n");
      expect(await verify(indirect.certificatePem, root.certificatePem)).toContain(
        "unable to get local issuer certificate",
      );
    },
  );

  it.each([
    ["expired", { validity: expired() }, "certificate has expired"],
    ["not yet valid", { validity: notYetValid() }, "certificate is not yet valid"],
    ["for clients only", { extendedKeyUsages: ["clientAuth"] }, /un(supported|suitable) certificate purpose/],
    ["for another name", { dnsNames: ["other.test"] }, "hostname mismatch"],
  ] as const)("refuses a server certificate that is %s", async (_, flaw, text) => {
    const issuer = await createRootCa({ key });
    const server = await issueServerCertificate({ issuer, key, dnsNames, ...flaw });
    expect(await verify(server.chainPem, issuer.certificatePem)).toMatch(text);
  });

  it.each([
    ["expired", { validity: expired() }, "certificate has expired"],
    ["no CA", { caFlag: false }, "invalid CA certificate"],
    [
      "not for that name",
      { nameConstraints: { permittedDnsNames: ["example.com"] } },
      "permitted subtree violation",
    ],
  ])("refuses a CA that is %s", async (_, flaw, text) => {
    const issuer = await createRootCa({ key, ...flaw });
    const server = await issueServerCertificate({ issuer, key, dnsNames });
    expect(await verify(server.chainPem, issuer.certificatePem)).toContain(text);
  });

  it("refuses the server of a rotated CA with the same subject until it has the new CA", async () => {
    const old = await createRootCa();
    const next = await rotateCa(old, { subject: "same" });
    const server = await issueServerCertificate({ issuer: next, key, dnsNames });
    expect(await verify(server.chainPem, old.certificatePem)).toContain(
      "unable to get local issuer certificate",
    );
    const both = joinPems([old.certificatePem, next.certificatePem]);
    expect(await verify(server.chainPem, both)).toBe("leaf.pem: OK\n");
  });
});

describe("openssl x509", () => {
  it("prints the fingerprints that parseCertificates gives", async () => {
    const { certificatePem } = await createRootCa({ key });
    await writeFile(join(folder, "one.pem"), certificatePem);
    const [parsed] = parseCertificates(certificatePem, { source: "one.pem" });
    const printed = (digest: string) =>
      openssl("x509", "-noout", "-fingerprint", digest, "-in", "one.pem").split("=")[1];
    expect(printed("-sha256")).toBe(`${parsed?.fingerprint256 ?? ""}\n`);
    expect(printed("-sha1")).toBe(`${parsed?.fingerprintSha1 ?? ""}\n`);
  });
});

describe("openssl, given a broken PEM as its CA file", () => {
  it.each([
    ["crlf", "leaf.pem: OK"],
    ["bodyIndented", "leaf.pem: OK"],
    ["byteOrderMark", "leaf.pem: OK"],
    ["allIndented", "no certificate or crl found"],
    ["literalBackslashN", "no certificate or crl found"],
    ["base64Wrapped", "no certificate or crl found"],
    ["joinedWithoutNewline", "bad end line"],
    ["badFirstGoodSecond", "Error loading file ca.pem"],
  ] as const)("%s: %s", async (name, text) => {
    const issuer = await createRootCa();
    const server = await issueServerCertificate({ issuer, key, dnsNames });
    expect(await verify(server.chainPem, issuer.certificatePem)).toContain("leaf.pem: OK");
    expect(await verify(server.chainPem, brokenPem[name](issuer.certificatePem))).toContain(text);
  });
});
