import { createPrivateKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { HarnessError } from "../core/errors.ts";
import type { Secret } from "../core/secret.ts";
import { type Asn1, bits, decode, encode, integer, nothing, oid, sequence, tagged, time } from "./der.ts";
import { type DistinguishedName, nameToAsn1 } from "./distinguished-name.ts";
import type { Validity } from "./validity.ts";

export interface CertificateInput {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly issuer: DistinguishedName;
  /** The issuer's key, RSA or ECDSA: it alone decides the kind of signature. */
  readonly signingKeyPem: Secret;
  readonly validity: Validity;
  readonly extensions: readonly Asn1[];
}

/**
 * Makes an X.509 v3 certificate, as PEM. node-forge writes the ASN.1 and Node signs it, because node-forge
 * cannot sign with ECDSA keys. Nothing checks that the issuer may do what it does: wrong chains are wanted.
 * @throws HarnessError `usage` when the validity ends before it begins.
 */
export function signCertificate(input: CertificateInput): string {
  const signingKey = createPrivateKey(input.signingKeyPem.reveal());
  const algorithm = signatureAlgorithm(signingKey);
  const toBeSigned = sequence(
    tagged(0, integer(2)), // v3
    integer(serialNumber()),
    algorithm,
    nameToAsn1(input.issuer),
    validityToAsn1(input.validity),
    nameToAsn1(input.subject),
    decode(input.publicKey.export({ type: "spki", format: "der" })),
    tagged(3, sequence(...input.extensions)),
  );
  const signature = sign("sha256", encode(toBeSigned), signingKey);
  return pemOf(encode(sequence(toBeSigned, algorithm, bits(signature))));
}

function signatureAlgorithm(key: KeyObject): Asn1 {
  return key.asymmetricKeyType === "ec"
    ? sequence(oid("1.2.840.10045.4.3.2")) // ecdsa-with-SHA256, without parameters (RFC 5758)
    : sequence(oid("1.2.840.113549.1.1.11"), nothing()); // sha256WithRSAEncryption (RFC 4055)
}

/** 126 random bits, positive, and always 16 bytes long. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes;
}

function validityToAsn1({ notBefore, notAfter }: Validity): Asn1 {
  if (notAfter.getTime() > notBefore.getTime()) return sequence(time(notBefore), time(notAfter));
  throw new HarnessError({
    code: "usage",
    message: `Writing a certificate: it would end (${printed(notAfter)}) before it begins (${printed(notBefore)})`,
  });
}

function printed(date: Date): string {
  return Number.isNaN(date.getTime()) ? "no date" : date.toISOString();
}

function pemOf(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
