import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { createIntermediateCa, createRootCa } from "./certificate-authority.ts";
import { issueServerCertificate } from "./server-certificate.ts";

const key = "ecdsa-p256";
const root = await createRootCa({ key });
const read = (pem: string) => new X509Certificate(pem);

describe("issueServerCertificate", () => {
  it("answers to DNS names and IP addresses of both families", async () => {
    const ipAddresses = ["10.213.208.67", "fd00::1", "2001:db8:1:2:3:4:5:6", "::ffff:10.0.0.1", "1::"];
    const issued = await issueServerCertificate({
      issuer: root,
      key,
      dnsNames: ["harbor.example.com"],
      ipAddresses,
    });
    const certificate = read(issued.certificatePem);
    expect(certificate.checkHost("harbor.example.com")).toBe("harbor.example.com");
    expect(certificate.checkHost("other.example.com")).toBeUndefined();
    expect(ipAddresses.map((address) => certificate.checkIP(address))).toEqual(ipAddresses);
    expect(certificate.checkIP("10.213.208.68")).toBeUndefined();
  });

  it("is signed by its issuer, has its own key, and is no CA", async () => {
    const issued = await issueServerCertificate({ issuer: root, key, dnsNames: ["h"] });
    const certificate = read(issued.certificatePem);
    expect(certificate.checkIssued(read(root.certificatePem))).toBe(true);
    expect(certificate.verify(read(root.certificatePem).publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(issued.privateKeyPem.reveal()))).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(JSON.stringify(issued)).not.toContain("PRIVATE KEY");
  });

  it("is for RSA 2048 and a year unless told", async () => {
    const clock = fakeClock(Date.UTC(2026, 0, 1));
    const certificate = read(
      (await issueServerCertificate({ issuer: root, dnsNames: ["h"], clock })).certificatePem,
    );
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(certificate.validToDate).toEqual(new Date("2027-01-01T00:00:00Z"));
    expect(certificate.subject).toBe("O=Project Harbor\nCN=h");
  });

  it("comes with its intermediate CA, leaf first and without the root", async () => {
    const issuer = await createIntermediateCa({ issuer: root, key });
    const issued = await issueServerCertificate({ issuer, key, dnsNames: ["h"] });
    expect(issued.chainPem).toBe(`${issued.certificatePem}${issuer.certificatePem}`);
  });

  it("can have only a common name", async () => {
    const subject = { commonName: "harbor.example.com" };
    const certificate = read((await issueServerCertificate({ issuer: root, key, subject })).certificatePem);
    expect(certificate.subject).toBe("CN=harbor.example.com");
    expect(certificate.subjectAltName).toBeUndefined();
  });

  it("writes an IP address as a DNS name when it is given as one", async () => {
    const issued = await issueServerCertificate({ issuer: root, key, dnsNames: ["10.0.0.1"] });
    expect(read(issued.certificatePem).subjectAltName).toBe("DNS:10.0.0.1");
    expect(read(issued.certificatePem).checkIP("10.0.0.1")).toBeUndefined();
  });

  it("can be for clients only", async () => {
    const issued = await issueServerCertificate({
      issuer: root,
      key,
      dnsNames: ["h"],
      extendedKeyUsages: ["clientAuth"],
    });
    expect(read(issued.certificatePem).keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
  });

  it("can sign itself without being a CA", async () => {
    const issued = await issueServerCertificate({ issuer: "self", key, dnsNames: ["h"] });
    const certificate = read(issued.certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(issued.chainPem).toBe(issued.certificatePem);
  });

  it("refuses to have no name at all", async () => {
    await expect(issueServerCertificate({ issuer: root, key })).rejects.toMatchObject({
      code: "usage",
      message:
        "Issuing a server certificate: it has no name; neither dnsNames nor ipAddresses nor subject is given",
    });
  });

  it.each([
    [{ ipAddresses: ["harbor.local"] }, 'Writing a certificate: "harbor.local" is no IP address'],
    [{ ipAddresses: ["fe80::1%eth0"] }, 'Writing a certificate: "fe80::1%eth0" is no IP address'],
    [{ dnsNames: ["하버.example"] }, 'Writing a certificate: "하버.example" is no DNS name'],
  ])("refuses %o", async (names, message) => {
    await expect(issueServerCertificate({ issuer: root, key, ...names })).rejects.toMatchObject({
      code: "usage",
      message,
    });
  });
});
