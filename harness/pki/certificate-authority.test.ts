import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { createIntermediateCa, createRootCa, intermediatesOf, rotateCa } from "./certificate-authority.ts";

const key = "ecdsa-p256";
const read = (ca: { certificatePem: string }) => new X509Certificate(ca.certificatePem);

describe("createRootCa", () => {
  it("looks like Harbor's own unless told: its name, RSA 2048, ten years, a CA that signed itself", async () => {
    const certificate = read(await createRootCa({ clock: fakeClock(Date.UTC(2021, 11, 10)) }));
    expect(certificate.subject).toBe("O=Project Harbor\nCN=Harbor CA");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.validFromDate).toEqual(new Date("2021-12-09T23:00:00Z"));
    expect(certificate.validToDate).toEqual(new Date("2031-12-08T00:00:00Z"));
  });

  it("has the private key that belongs to its certificate, and does not show it", async () => {
    const ca = await createRootCa({ key });
    expect(read(ca).checkPrivateKey(createPrivateKey(ca.privateKeyPem.reveal()))).toBe(true);
    expect(JSON.stringify(ca)).not.toContain("PRIVATE KEY");
  });

  it("never uses a key or a serial number again, also when several are made side by side", async () => {
    const made = await Promise.all([createRootCa({ key }), createRootCa({ key }), createRootCa({ key })]);
    const keys = made.map((ca) => read(ca).publicKey.export({ type: "spki", format: "pem" }));
    const serials = made.map((ca) => read(ca).serialNumber);
    expect(new Set(keys).size).toBe(3);
    expect(new Set(serials).size).toBe(3);
  });

  it("can lack the CA flag", async () => {
    expect(read(await createRootCa({ key, caFlag: false })).ca).toBe(false);
  });

  it("takes any name, in the order country, organization, unit, common name", async () => {
    const subject = {
      commonName: "사설 CA",
      organizationalUnit: "Platform",
      organization: "Example*",
      country: "KR",
    };
    expect(read(await createRootCa({ key, subject })).subject).toBe(
      "C=KR\nO=Example*\nOU=Platform\nCN=사설 CA",
    );
  });
});

describe("createIntermediateCa", () => {
  it.each(["rsa-2048", "ecdsa-p256"] as const)(
    "is signed by a root that has a key of kind %s",
    async (kind) => {
      const root = await createRootCa({ key: kind });
      const intermediate = read(await createIntermediateCa({ issuer: root, key }));
      expect(intermediate.verify(read(root).publicKey)).toBe(true);
      expect(intermediate.checkIssued(read(root))).toBe(true);
      expect(intermediate.ca).toBe(true);
      expect(intermediate.subject).toBe("O=Project Harbor\nCN=Harbor Intermediate CA");
    },
  );

  it("is sent by a server, from the lowest up, and the root is not", async () => {
    const root = await createRootCa({ key });
    const upper = await createIntermediateCa({ issuer: root, key });
    const lower = await createIntermediateCa({ issuer: upper, key, subject: { commonName: "Lower" } });
    expect(intermediatesOf(lower)).toEqual([lower.certificatePem, upper.certificatePem]);
    expect(intermediatesOf(root)).toEqual([]);
  });
});

describe("rotateCa", () => {
  it("keeps the subject and changes the key, which the old certificate then does not vouch for", async () => {
    const old = await createRootCa({ key, pathLength: 1 });
    const next = await rotateCa(old, { subject: "same" });
    expect(read(next).subject).toBe(read(old).subject);
    expect(read(next).verify(read(next).publicKey)).toBe(true);
    expect(read(next).verify(read(old).publicKey)).toBe(false);
    expect(read(next).publicKey.asymmetricKeyType).toBe("ec");
    expect(next.traits).toEqual({ key, pathLength: 1 });
  });

  it("takes a new subject", async () => {
    const next = await rotateCa(await createRootCa({ key }), { subject: { commonName: "Harbor CA 2" } });
    expect(read(next).subject).toBe("CN=Harbor CA 2");
  });

  it("has an intermediate CA signed by the same root again", async () => {
    const root = await createRootCa({ key });
    const next = await rotateCa(await createIntermediateCa({ issuer: root, key }), { subject: "same" });
    expect(read(next).verify(read(root).publicKey)).toBe(true);
    expect(read(next).subject).toBe("O=Project Harbor\nCN=Harbor Intermediate CA");
  });
});
