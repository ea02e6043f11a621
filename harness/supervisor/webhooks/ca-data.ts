import { HarnessError } from "../../core/errors.ts";
import { type ParsedCertificate, parseCertificates } from "../../pki/parse-certificates.ts";

/** What the `data` of a CA turned out to be: certificates, these in base64 once too often, or something else. */
export type CaData =
  | { readonly kind: "certificates"; readonly certificates: readonly ParsedCertificate[] }
  | { readonly kind: "twice" | "wrong"; readonly is: string; readonly should: string };

const encode = "the PEM certificate in base64, once: base64 -w0 ca.crt";
const begin = "-----BEGIN ";

/** Reads the `data` of a CA, and says of what is none what it is. Nothing of the data itself is repeated. */
export function readCaData(data: string): CaData {
  if (data.trim() === "") return wrong("is empty", encode);
  if (data.includes(begin)) return wrong("is PEM as it stands in the file", encode);
  // Go's reader skips line ends, which `base64` without -w0 makes, and nothing else.
  const text = data.replaceAll(/[\r\n]/g, "");
  const strange = /[^A-Za-z0-9+/=]/.exec(text)?.[0];
  if (strange !== undefined) return wrong(`is no base64: it has ${nameOf(strange)} in it`, encode);
  if (text.length % 4 !== 0 || !/^[^=]+={0,2}$/.test(text)) {
    return wrong("is no base64: it is cut off, or put together of several pieces", encode);
  }
  return readDecoded(Buffer.from(text, "base64"));
}

function readDecoded(decoded: Buffer): CaData {
  const text = decoded.toString("utf8");
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return wrong("holds a private key, which every node would get", "the certificate alone");
  }
  if (decoded[0] === 0x30 && decoded[1] === 0x82) {
    return wrong(
      "is a certificate in DER, in base64",
      "PEM, in base64 once: openssl x509 -inform der -in ca.der | base64 -w0",
    );
  }
  const again = Buffer.from(text, "base64").toString("latin1");
  if (!text.includes(begin) && (again.includes(begin) || again.startsWith("LS0tLS1CRUdJTi"))) {
    const should = "encoded once: decode it with base64 -d, and give what comes out";
    return { kind: "twice", is: "is base64 of base64", should };
  }
  return readPem(text);
}

function readPem(text: string): CaData {
  try {
    const certificates = parseCertificates(text, { source: "data" });
    // That parser is lenient; the nodes' programs are not: BEGIN and END are lines of their own.
    const begins = text.split("\n").filter((line) => /^-----BEGIN CERTIFICATE-----\s*$/.test(line)).length;
    const ends = text.split("\n").filter((line) => /^-----END CERTIFICATE-----\s*$/.test(line)).length;
    if (begins === certificates.length && ends === certificates.length) {
      return { kind: "certificates", certificates };
    }
    return wrong(
      "is PEM that nodes cannot read: a BEGIN or END line is indented, or touches something else",
      "PEM whose BEGIN and END are lines of their own, in base64 once",
    );
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return text.includes("-----BEGIN CERTIFICATE-----")
      ? wrong("holds a PEM certificate that is cut off or damaged", encode)
      : wrong("is base64 of something that is no PEM certificate", encode);
  }
}

function wrong(is: string, should: string): CaData {
  return { kind: "wrong", is, should };
}

function nameOf(character: string): string {
  if (character === " ") return "a space";
  if (character === "-" || character === "_") return `"${character}", which is of base64url,`;
  return /[\x21-\x7e]/.test(character) ? `"${character}"` : "a character that does not print";
}
