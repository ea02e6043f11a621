import { type Clock, systemClock } from "../core/clock.ts";
import type { Secret } from "../core/secret.ts";
import type { DistinguishedName } from "./distinguished-name.ts";
import * as extensions from "./extensions.ts";
import { createKeyPair } from "./key-pair.ts";
import { signCertificate } from "./sign-certificate.ts";
import { validFor } from "./validity.ts";

export interface SigningKey {
  /** RSA of 2048 bits, for RS256; PKCS#8. */
  readonly privateKeyPem: Secret;
  /** Signed by the key itself: a registry checks tokens against it. */
  readonly certificatePem: string;
}

export interface SigningKeyInput {
  /** CN=harbor-token-issuer unless told, the issuer that Harbor writes into its tokens. */
  readonly subject?: DistinguishedName;
  readonly clock?: Clock;
}

/** A new key that signs a token service's tokens, with its certificate for ten years. */
export async function createSigningKey(input: SigningKeyInput = {}): Promise<SigningKey> {
  const { subject = { commonName: "harbor-token-issuer" }, clock = systemClock } = input;
  const { privateKeyPem, publicKey } = await createKeyPair("rsa-2048");
  const certificatePem = signCertificate({
    subject,
    publicKey,
    issuer: subject,
    signingKeyPem: privateKeyPem,
    validity: validFor({ days: 3650, clock }),
    extensions: [
      extensions.keyUsage(["digitalSignature"]),
      extensions.basicConstraints({ isCa: false }),
      extensions.subjectKeyIdentifier(publicKey),
    ],
  });
  return { privateKeyPem, certificatePem };
}
