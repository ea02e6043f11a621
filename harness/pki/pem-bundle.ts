import { X509Certificate } from "node:crypto";

/** One PEM text out of several: each on lines of its own, in the order given. */
export function joinPems(pems: readonly string[]): string {
  return pems.map((pem) => `${pem.trimEnd()}\n`).join("");
}

/** SHA-256 over the first certificate of a PEM, as `openssl x509 -fingerprint -sha256` prints it. */
export function fingerprint256(certificatePem: string): string {
  return new X509Certificate(certificatePem).fingerprint256;
}
