import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:tls";
import { describe, expect, it } from "vitest";
import { createIntermediateCa, createRootCa, rotateCa } from "./certificate-authority.ts";
import { joinPems } from "./pem-bundle.ts";
import { issueServerCertificate, type ServerCertificate } from "./server-certificate.ts";
import { expired, notYetValid } from "./validity.ts";

const key = "ecdsa-p256";
const dnsNames = ["harbor.test"];
const root = await createRootCa({ key });

/** Shakes hands over loopback; `ok`, or the code of the client's refusal, or its text where Node has no code for it. A name is sent as SNI, an IP address is not. */
async function handshake(server: ServerCertificate, trusted: string, name?: string): Promise<string> {
  const listener = createServer({ cert: server.chainPem, key: server.privateKeyPem.reveal() });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo; // listens on TCP, so never a pipe's path
  const client = connect({
    host: "127.0.0.1",
    port,
    ca: trusted,
    ...(name === undefined ? {} : { servername: name }),
  });
  try {
    await once(client, "secureConnect");
    return "ok";
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // an emitter's error event carries no type
    return code === undefined || code === "UNSPECIFIED" ? message : code;
  } finally {
    client.destroy();
    listener.close();
    await once(listener, "close");
  }
}

describe("a TLS client", () => {
  it.each(["rsa-2048", "ecdsa-p256"] as const)(
    "refuses a server of an unknown CA (%s), then trusts it",
    async (kind) => {
      const ca = await createRootCa({ key: kind });
      const server = await issueServerCertificate({ issuer: ca, key: kind, dnsNames });
      const other = await createRootCa({ key, subject: { commonName: "another CA" } });
      expect(await handshake(server, other.certificatePem, "harbor.test")).toBe(
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      );
      expect(await handshake(server, ca.certificatePem, "harbor.test")).toBe("ok");
    },
  );

  it("needs the intermediate CA from the server", async () => {
    const issuer = await createIntermediateCa({ issuer: root });
    const server = await issueServerCertificate({ issuer, key, dnsNames });
    const incomplete = { ...server, chainPem: server.certificatePem };
    expect(await handshake(incomplete, root.certificatePem, "harbor.test")).toBe(
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    );
    expect(await handshake(server, root.certificatePem, "harbor.test")).toBe("ok");
  });

  it("does not trust a rotated CA of the same name by the old certificate, but by both together", async () => {
    const next = await rotateCa(root, { subject: "same" });
    const server = await issueServerCertificate({ issuer: next, key, dnsNames });
    const both = joinPems([root.certificatePem, next.certificatePem]);
    expect(await handshake(server, root.certificatePem, "harbor.test")).toBe(
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    );
    expect(await handshake(server, both, "harbor.test")).toBe("ok");
  });

  it.each([
    ["expired", { validity: expired() }, "CERT_HAS_EXPIRED"],
    ["not yet valid", { validity: notYetValid() }, "CERT_NOT_YET_VALID"],
    ["for clients only", { extendedKeyUsages: ["clientAuth"] }, "INVALID_PURPOSE"],
    ["for another name", { dnsNames: ["other.test"] }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ] as const)("refuses a server whose certificate is %s", async (_, flaw, code) => {
    const server = await issueServerCertificate({ issuer: root, key, dnsNames, ...flaw });
    expect(await handshake(server, root.certificatePem, "harbor.test")).toBe(code);
  });

  it.each([
    ["expired", { validity: expired() }, "CERT_HAS_EXPIRED"],
    ["no CA", { caFlag: false }, "key usage does not include certificate signing"],
    [
      "not for that name",
      { nameConstraints: { permittedDnsNames: ["example.com"] } },
      "permitted subtree violation",
    ],
    [
      "barred from that name",
      { nameConstraints: { excludedDnsNames: ["test"] } },
      "excluded subtree violation",
    ],
  ])("refuses a server whose CA is %s", async (_, flaw, code) => {
    const issuer = await createRootCa({ key, ...flaw });
    const server = await issueServerCertificate({ issuer, key, dnsNames });
    expect(await handshake(server, issuer.certificatePem, "harbor.test")).toBe(code);
  });

  it("refuses an intermediate CA below a root that permits none", async () => {
    const narrow = await createRootCa({ key, pathLength: 0 });
    const issuer = await createIntermediateCa({ issuer: narrow, key });
    const direct = await issueServerCertificate({ issuer: narrow, key, dnsNames });
    const indirect = await issueServerCertificate({ issuer, key, dnsNames });
    expect(await handshake(direct, narrow.certificatePem, "harbor.test")).toBe("ok");
    expect(await handshake(indirect, narrow.certificatePem, "harbor.test")).toBe("PATH_LENGTH_EXCEEDED");
  });

  it("wants an IP address as an IP SAN, not as a DNS name", async () => {
    const asDns = await issueServerCertificate({ issuer: root, key, dnsNames: ["127.0.0.1"] });
    const asIp = await issueServerCertificate({ issuer: root, key, ipAddresses: ["127.0.0.1"] });
    expect(await handshake(asDns, root.certificatePem)).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await handshake(asIp, root.certificatePem)).toBe("ok");
  });
});
