import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRootCa, createSshKeyPair } from "../../pki/index.ts";
import { createKeyPair, type KeyKind } from "../../pki/key-pair.ts";
import { privateLines } from "./private-lines.ts";

describe("privateLines", () => {
  it.each<[KeyKind, number]>([
    ["ecdsa-p256", 2],
    ["rsa-2048", 13],
    ["rsa-4096", 36],
  ])("are of %s what is in no certificate and no public key", async (key, least) => {
    const { privateKeyPem, publicKey } = await createKeyPair(key);
    const pem = privateKeyPem.reveal();
    const lines = privateLines(pem);
    expect(lines.length).toBeGreaterThanOrEqual(least);
    for (const line of lines) expect(pem).toContain(line);
    const der = publicKey.export({ type: "spki", format: "der" });
    for (const before of [0, 1, 2]) {
      const text = Buffer.concat([Buffer.alloc(before), der]).toString("base64");
      expect(lines.filter((line) => text.includes(line))).toEqual([]);
    }
  });

  it("are not in what an SSH key shows to the world", async () => {
    const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: "toy" });
    const lines = privateLines(privateKeyPem.reveal());
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => publicKey.includes(line))).toEqual([]);
  });

  it("are not in the certificate of a CA", async () => {
    const { privateKeyPem, certificatePem } = await createRootCa();
    const lines = privateLines(privateKeyPem.reveal());
    expect(lines.filter((line) => certificatePem.replaceAll("\n", "").includes(line))).toEqual([]);
  });

  it("are all lines of a key that has a passphrase", () => {
    const { privateKey } = generateKeyPairSync("ec", {
      namedCurve: "P-256",
      privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "toy" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    expect(privateLines(privateKey)).toEqual(
      privateKey
        .split("\n")
        .slice(1, -2)
        .filter((line) => line.length > 15),
    );
  });
});
