import { createPublicKey } from "node:crypto";
import { type Clock, systemClock } from "../core/clock.ts";
import type { Secret } from "../core/secret.ts";
import type { DistinguishedName } from "./distinguished-name.ts";
import * as extensions from "./extensions.ts";
import { createKeyPair, type KeyKind } from "./key-pair.ts";
import { signCertificate } from "./sign-certificate.ts";
import { validFor, type Validity } from "./validity.ts";

/** What a CA may do; all of it survives a rotation. */
export interface AuthorityTraits {
  /** `rsa-2048` unless told, as Harbor's own. */
  readonly key?: KeyKind;
  /** `false` makes an issuer that clients must not accept: its certificate is no CA's. `true` unless told. */
  readonly caFlag?: boolean;
  /** How many intermediate CAs may follow it; any number unless told. */
  readonly pathLength?: number;
  readonly nameConstraints?: extensions.NameConstraints;
}

export interface CertificateAuthority {
  readonly subject: DistinguishedName;
  readonly certificatePem: string;
  readonly privateKeyPem: Secret;
  /** Who signed it; a root has nobody. */
  readonly issuer: CertificateAuthority | undefined;
  readonly traits: AuthorityTraits;
}

export interface RootCaInput extends AuthorityTraits {
  /** Harbor's own unless told: O=Project Harbor, CN=Harbor CA (seed 000). */
  readonly subject?: DistinguishedName;
  /** Ten years from now unless told, as Harbor's own (seed 000). */
  readonly validity?: Validity;
  readonly clock?: Clock;
}

export interface IntermediateCaInput extends RootCaInput {
  readonly issuer: CertificateAuthority;
}

export interface RotationInput {
  readonly subject: "same" | DistinguishedName;
  readonly validity?: Validity;
  readonly clock?: Clock;
}

/** A self-signed CA with a new key. */
export function createRootCa(input: RootCaInput = {}): Promise<CertificateAuthority> {
  const {
    subject = { organization: "Project Harbor", commonName: "Harbor CA" },
    validity,
    clock,
    ...traits
  } = input;
  return createAuthority({ subject, validity: validityOf({ validity, clock }), issuer: undefined, traits });
}

/** A CA with a new key whose certificate another CA signs. */
export function createIntermediateCa(input: IntermediateCaInput): Promise<CertificateAuthority> {
  const { issuer, validity, clock, ...rest } = input;
  const { subject = { organization: "Project Harbor", commonName: "Harbor Intermediate CA" }, ...traits } =
    rest;
  return createAuthority({ subject, validity: validityOf({ validity, clock }), issuer, traits });
}

/**
 * The CA that comes after `ca`: a new key, the same traits and issuer. Under the same subject, a Go client that
 * knows only the old one adds a failed signature to its "unknown authority"; OpenSSL sees another key identifier
 * and misses the issuer.
 */
export function rotateCa(ca: CertificateAuthority, input: RotationInput): Promise<CertificateAuthority> {
  const subject = input.subject === "same" ? ca.subject : input.subject;
  return createAuthority({ subject, validity: validityOf(input), issuer: ca.issuer, traits: ca.traits });
}

/** The certificates that a server sends after its own: this CA's and those above it, but no root. */
export function intermediatesOf(ca: CertificateAuthority): readonly string[] {
  return ca.issuer === undefined ? [] : [ca.certificatePem, ...intermediatesOf(ca.issuer)];
}

function validityOf({
  validity,
  clock = systemClock,
}: {
  validity?: Validity | undefined;
  clock?: Clock | undefined;
}) {
  return validity ?? validFor({ days: 3650, clock });
}

async function createAuthority({
  subject,
  validity,
  issuer,
  traits,
}: Pick<CertificateAuthority, "subject" | "issuer" | "traits"> & { readonly validity: Validity }) {
  const { key = "rsa-2048", caFlag = true, pathLength, nameConstraints } = traits;
  const { privateKeyPem, publicKey } = await createKeyPair(key);
  const signer = issuer ?? { subject, privateKeyPem };
  const certificatePem = signCertificate({
    subject,
    publicKey,
    issuer: signer.subject,
    signingKeyPem: signer.privateKeyPem,
    validity,
    extensions: [
      extensions.keyUsage(caFlag ? ["keyCertSign"] : ["digitalSignature"]),
      extensions.extendedKeyUsage(["serverAuth", "clientAuth"]),
      extensions.basicConstraints({ isCa: caFlag, pathLength }),
      extensions.subjectKeyIdentifier(publicKey),
      ...(issuer === undefined
        ? []
        : [extensions.authorityKeyIdentifier(createPublicKey(issuer.certificatePem))]),
      ...(nameConstraints === undefined ? [] : [extensions.nameConstraints(nameConstraints)]),
    ],
  });
  return { subject, certificatePem, privateKeyPem, issuer, traits } satisfies CertificateAuthority;
}
