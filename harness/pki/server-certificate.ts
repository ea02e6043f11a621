import { createPublicKey } from "node:crypto";
import { type Clock, systemClock } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import type { Secret } from "../core/secret.ts";
import { type CertificateAuthority, intermediatesOf } from "./certificate-authority.ts";
import type { DistinguishedName } from "./distinguished-name.ts";
import * as extensions from "./extensions.ts";
import { createKeyPair, type KeyKind } from "./key-pair.ts";
import { joinPems } from "./pem-bundle.ts";
import { signCertificate } from "./sign-certificate.ts";
import { type SubjectAltNames, subjectAltNames } from "./subject-alt-names.ts";
import { validFor, type Validity } from "./validity.ts";

export interface ServerCertificateInput extends Partial<SubjectAltNames> {
  /** `self` gives a certificate that signed itself and is no CA. */
  readonly issuer: CertificateAuthority | "self";
  /**
   * O=Project Harbor with the first name as CN unless told. With a subject but neither dnsNames nor
   * ipAddresses the certificate has no SAN at all, only its legacy common name.
   */
  readonly subject?: DistinguishedName;
  /** `rsa-2048` unless told. */
  readonly key?: KeyKind;
  /** A year from now unless told. */
  readonly validity?: Validity;
  /** `serverAuth` unless told. */
  readonly extendedKeyUsages?: readonly extensions.ExtendedKeyUsage[];
  readonly clock?: Clock;
}

export interface ServerCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: Secret;
  /** What a well-configured server sends: its certificate, then the intermediate CAs', without the root. */
  readonly chainPem: string;
}

/**
 * A TLS server's certificate with a new key.
 * @throws HarnessError `usage` when it would have no name at all, or an IP address is none.
 */
export async function issueServerCertificate(input: ServerCertificateInput): Promise<ServerCertificate> {
  const { dnsNames = [], ipAddresses = [], key = "rsa-2048", clock = systemClock } = input;
  const subject = input.subject ?? defaultSubject([...dnsNames, ...ipAddresses]);
  const names =
    dnsNames.length + ipAddresses.length === 0 ? [] : [subjectAltNames({ dnsNames, ipAddresses })];
  const { privateKeyPem, publicKey } = await createKeyPair(key);
  const issuer = input.issuer === "self" ? undefined : input.issuer;
  const signer = issuer ?? { subject, privateKeyPem };
  const certificatePem = signCertificate({
    subject,
    publicKey,
    issuer: signer.subject,
    signingKeyPem: signer.privateKeyPem,
    validity: input.validity ?? validFor({ days: 365, clock }),
    extensions: [
      // Only an RSA key can encipher another key.
      extensions.keyUsage(
        key === "ecdsa-p256" ? ["digitalSignature"] : ["digitalSignature", "keyEncipherment"],
      ),
      extensions.extendedKeyUsage(input.extendedKeyUsages ?? ["serverAuth"]),
      extensions.basicConstraints({ isCa: false }),
      extensions.subjectKeyIdentifier(publicKey),
      ...(issuer === undefined
        ? []
        : [extensions.authorityKeyIdentifier(createPublicKey(issuer.certificatePem))]),
      ...names,
    ],
  });
  const intermediates = issuer === undefined ? [] : intermediatesOf(issuer);
  return { certificatePem, privateKeyPem, chainPem: joinPems([certificatePem, ...intermediates]) };
}

function defaultSubject([name]: readonly string[]): DistinguishedName {
  if (name !== undefined) return { organization: "Project Harbor", commonName: name };
  throw new HarnessError({
    code: "usage",
    message:
      "Issuing a server certificate: it has no name; neither dnsNames nor ipAddresses nor subject is given",
  });
}
