import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { basicConstraints } from "./extensions.ts";
import { createKeyPair } from "./key-pair.ts";
import { signCertificate } from "./sign-certificate.ts";
import type { Validity } from "./validity.ts";

const { privateKeyPem, publicKey } = await createKeyPair("ecdsa-p256");
const name = { commonName: "x" };
const extensions = [basicConstraints({ isCa: false })];

function sign(validity: Validity): X509Certificate {
  return new X509Certificate(
    signCertificate({
      subject: name,
      issuer: name,
      publicKey,
      signingKeyPem: privateKeyPem,
      validity,
      extensions,
    }),
  );
}

describe("signCertificate", () => {
  it.each([
    ["2020-02-29T23:59:59Z", "2020-03-01T00:00:00Z"],
    ["2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z"],
    ["2026-01-01T00:00:00Z", "2126-01-01T00:00:00Z"],
  ])("writes the moments %s and %s", (from, to) => {
    const certificate = sign({ notBefore: new Date(from), notAfter: new Date(to) });
    expect(certificate.validFromDate).toEqual(new Date(from));
    expect(certificate.validToDate).toEqual(new Date(to));
  });

  it("gives positive serial numbers of 16 bytes", () => {
    const validity = { notBefore: new Date(0), notAfter: new Date(1_000) };
    const serials = Array.from({ length: 20 }, () => sign(validity).serialNumber);
    expect(serials.filter((serial) => !/^[4-7][0-9A-F]{31}$/.test(serial))).toEqual([]);
    expect(new Set(serials).size).toBe(20);
  });

  it("refuses a validity that ends before it begins", () => {
    const validity = {
      notBefore: new Date("2026-01-02T00:00:00Z"),
      notAfter: new Date("2026-01-01T00:00:00Z"),
    };
    expect(() => sign(validity)).toThrow(
      "Writing a certificate: it would end (2026-01-01T00:00:00.000Z) before it begins (2026-01-02T00:00:00.000Z)",
    );
  });
});
