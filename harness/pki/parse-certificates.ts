import { X509Certificate } from "node:crypto";
import { HarnessError, messageOf } from "../core/errors.ts";

export interface ParsedCertificate {
  /** One line, in the order of the certificate: `O=Project Harbor, CN=Harbor CA`. */
  readonly subject: string;
  readonly issuer: string;
  /** As `openssl x509 -fingerprint -sha256` prints it: upper case, with colons. */
  readonly fingerprint256: string;
  /** SHA-1, what `openssl x509 -fingerprint` prints when nobody asks for more. */
  readonly fingerprintSha1: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isCa: boolean;
  /** The certificate alone, written anew: without indentation, carriage returns or text around it. */
  readonly pem: string;
}

export interface ParseInput {
  /** Where the text comes from, for the error: a file, a URL, a Secret. */
  readonly source: string;
}

const begin = "-----BEGIN CERTIFICATE-----";
const end = "-----END CERTIFICATE-----";

/**
 * Every certificate in a PEM text, in its order. More lenient than the clients are: indented lines, carriage
 * returns, a byte order mark and certificates that touch each other are read, so that one sees what was meant.
 * @throws HarnessError `bad-input` when there is no certificate in it, or one that cannot be read.
 */
export function parseCertificates(pemText: string, { source }: ParseInput): readonly ParsedCertificate[] {
  const blocks = blocksOf(pemText);
  if (blocks.length === 0) {
    throw new HarnessError({
      code: "bad-input",
      message: `Reading the CA certificate from ${source}: it holds no PEM certificate; it begins with "${beginningOf(pemText)}"`,
      hint: hintFor(pemText),
    });
  }
  return blocks.map((block, at) => {
    try {
      return describe(new X509Certificate(block));
    } catch (cause) {
      throw new HarnessError({
        code: "bad-input",
        message: `Reading the CA certificate from ${source}: certificate ${at + 1} of ${blocks.length} cannot be read: ${messageOf(cause)}`,
        hint: `it is cut off or damaged: fetch it again, then look with: openssl x509 -noout -text`,
        cause,
      });
    }
  });
}

/** From each BEGIN line to its END, or to the next BEGIN where the END is missing. */
function blocksOf(pemText: string): readonly string[] {
  const [, ...parts] = pemText.split(new RegExp(`${begin}(?=\\s)`));
  return parts.map((part) => {
    const [body = "", ...rest] = part.split(end);
    const lines = body.split(/\s+/).filter((line) => line !== "");
    return [begin, ...lines, ...(rest.length === 0 ? [] : [end]), ""].join("\n");
  });
}

function describe(certificate: X509Certificate): ParsedCertificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint256: certificate.fingerprint256,
    fingerprintSha1: certificate.fingerprint,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    isCa: certificate.ca,
    pem: certificate.toString(),
  };
}

function oneLine(name: string): string {
  return name.split("\n").join(", ");
}

/** The first 30 characters that print. */
function beginningOf(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 30);
}

function hintFor(text: string): string {
  const bare = text.trim();
  if (bare === "") return "it is empty: was the download refused?";
  if (bare.includes(`${begin}\\n`))
    return String.raw`its line ends are the two characters \n: turn them into line ends with: printf '%b'`;
  // DER begins with a SEQUENCE whose length takes two bytes; read as UTF-8, the 0x82 is a replacement character.
  if (/^0[\x82\ufffd]/.test(bare)) return "it is DER: make it PEM with: openssl x509 -inform der";
  const wrapped = Buffer.from(bare, "base64");
  if (wrapped.toString("latin1").includes(begin)) return "it is a PEM in base64: decode it with: base64 -d";
  if (wrapped.toString("latin1").startsWith("LS0tLS1CRUdJTi"))
    return "it is a PEM in base64, twice: decode it with: base64 -d | base64 -d";
  if (wrapped.toString("latin1").startsWith("0\x82"))
    return `it is a certificate without its lines ${begin} and ${end}: add them`;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(bare))
    return "it is a private key: the certificate is needed";
  return `a certificate begins with the line ${begin}`;
}
