export { type BrokenChain, brokenChains, type BrokenChainName, type ServedChain } from "./broken-chains.ts";
export { type BreakPem, brokenPem, type BrokenPemName } from "./broken-pem.ts";
export {
  type AuthorityTraits,
  type CertificateAuthority,
  createIntermediateCa,
  createRootCa,
  type IntermediateCaInput,
  type RootCaInput,
  rotateCa,
  type RotationInput,
} from "./certificate-authority.ts";
export type { DistinguishedName } from "./distinguished-name.ts";
export type { ExtendedKeyUsage, NameConstraints } from "./extensions.ts";
export type { KeyKind } from "./key-pair.ts";
export { type ParsedCertificate, parseCertificates, type ParseInput } from "./parse-certificates.ts";
export { fingerprint256, joinPems } from "./pem-bundle.ts";
export {
  issueServerCertificate,
  type ServerCertificate,
  type ServerCertificateInput,
} from "./server-certificate.ts";
export { createSigningKey, type SigningKey, type SigningKeyInput } from "./signing-key.ts";
export { createSshKeyPair, type SshKeyPair } from "./ssh-key-pair.ts";
export { expired, notYetValid, validFor, type Validity } from "./validity.ts";
