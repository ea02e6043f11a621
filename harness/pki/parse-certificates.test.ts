import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HarnessError } from "../core/errors.ts";
import { brokenPem } from "./broken-pem.ts";
import { createRootCa } from "./certificate-authority.ts";
import { parseCertificates } from "./parse-certificates.ts";
import { joinPems } from "./pem-bundle.ts";
import { issueServerCertificate } from "./server-certificate.ts";

const validity = { notBefore: new Date("2026-01-01T00:00:00Z"), notAfter: new Date("2036-01-01T00:00:00Z") };
const root = await createRootCa({ key: "ecdsa-p256", validity });
const leaf = await issueServerCertificate({ issuer: root, key: "ecdsa-p256", dnsNames: ["harbor.test"] });
const bundle = joinPems([leaf.certificatePem, root.certificatePem]);
const source = "ca.crt";

function refusal(text: string): { message: string; hint: string | undefined; code: string } {
  try {
    parseCertificates(text, { source });
  } catch (error) {
    if (error instanceof HarnessError) return { message: error.message, hint: error.hint, code: error.code };
    throw error;
  }
  throw new Error("it was read");
}

describe("parseCertificates", () => {
  it("says what is in a bundle, in its order", () => {
    const [first, second, ...more] = parseCertificates(`some text\n${bundle}`, { source });
    expect(first).toMatchObject({ subject: "O=Project Harbor, CN=harbor.test", isCa: false });
    expect(second).toEqual({
      subject: "O=Project Harbor, CN=Harbor CA",
      issuer: "O=Project Harbor, CN=Harbor CA",
      fingerprint256: new X509Certificate(root.certificatePem).fingerprint256,
      fingerprintSha1: new X509Certificate(root.certificatePem).fingerprint,
      ...validity,
      isCa: true,
      pem: root.certificatePem,
    });
    expect(more).toEqual([]);
  });

  it.each(["crlf", "bodyIndented", "allIndented", "joinedWithoutNewline", "byteOrderMark"] as const)(
    "reads what was meant by %s",
    (name) => {
      const pems = parseCertificates(brokenPem[name](bundle), { source }).map(({ pem }) => pem);
      expect(pems).toEqual([leaf.certificatePem, root.certificatePem]);
    },
  );

  it("names the certificate that cannot be read", () => {
    const { code, message, hint } = refusal(brokenPem.badFirstGoodSecond(bundle));
    expect(code).toBe("bad-input");
    expect(message).toMatch(
      /^Reading the CA certificate from ca\.crt: certificate 1 of 3 cannot be read: error:/,
    );
    expect(hint).toBe("it is cut off or damaged: fetch it again, then look with: openssl x509 -noout -text");
  });

  it("does not pass over a certificate whose END line is missing", () => {
    const cutOff = root.certificatePem.replace("-----END CERTIFICATE-----\n", "");
    expect(refusal(joinPems([leaf.certificatePem, cutOff])).message).toContain(
      "certificate 2 of 2 cannot be read",
    );
    expect(refusal(joinPems([cutOff, leaf.certificatePem])).message).toContain(
      "certificate 1 of 2 cannot be read",
    );
  });
});

describe("parseCertificates, given no PEM certificate", () => {
  const der = new X509Certificate(root.certificatePem).raw;
  const once = brokenPem.base64Wrapped(bundle);

  it("shows how the text begins", () => {
    expect(refusal("\u0007<html>\n<head><title>404 Not Found</title>")).toEqual({
      code: "bad-input",
      message:
        'Reading the CA certificate from ca.crt: it holds no PEM certificate; it begins with "<html><head><title>404 Not Fou"',
      hint: "a certificate begins with the line -----BEGIN CERTIFICATE-----",
    });
  });

  it.each([
    [
      "literal backslash n",
      brokenPem.literalBackslashN(bundle),
      String.raw`its line ends are the two characters \n: turn them into line ends with: printf '%b'`,
    ],
    ["base64", once, "it is a PEM in base64: decode it with: base64 -d"],
    [
      "wrapped base64",
      once.replaceAll(/(.{76})/g, "$1\n"),
      "it is a PEM in base64: decode it with: base64 -d",
    ],
    [
      "base64 twice",
      brokenPem.base64Wrapped(once),
      "it is a PEM in base64, twice: decode it with: base64 -d | base64 -d",
    ],
    ["DER as UTF-8", der.toString("utf8"), "it is DER: make it PEM with: openssl x509 -inform der"],
    ["DER as Latin-1", der.toString("latin1"), "it is DER: make it PEM with: openssl x509 -inform der"],
    [
      "DER in base64",
      der.toString("base64"),
      "it is a certificate without its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----: add them",
    ],
    ["a private key", root.privateKeyPem.reveal(), "it is a private key: the certificate is needed"],
    ["nothing", " \n", "it is empty: was the download refused?"],
  ])("recognises %s", (_, text, hint) => {
    expect(refusal(text)).toMatchObject({ code: "bad-input", hint });
  });
});
