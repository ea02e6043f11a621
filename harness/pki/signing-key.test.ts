import { createPrivateKey, sign, verify, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSigningKey } from "./signing-key.ts";

describe("createSigningKey", () => {
  it("signs by RS256 what its self-signed certificate verifies", async () => {
    const { privateKeyPem, certificatePem } = await createSigningKey();
    const certificate = new X509Certificate(certificatePem);
    const token = Buffer.from("header.payload");
    const signature = sign("RSA-SHA256", token, createPrivateKey(privateKeyPem.reveal()));
    expect(verify("RSA-SHA256", token, certificate.publicKey, signature)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe("CN=harbor-token-issuer");
    expect(privateKeyPem.reveal()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });
});
