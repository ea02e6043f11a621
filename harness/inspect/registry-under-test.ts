import { X509Certificate } from "node:crypto";
import {
  type CertificateAuthority,
  createRootCa,
  issueServerCertificate,
  type ServerCertificateInput,
} from "../pki/index.ts";
import { readPemAsGo } from "./certificates/read-pem-as-go.ts";
import { type JudgedRegistry, judgeRegistry } from "./registry/judge-registry.ts";
import type { RegistryFacts } from "./registry/read-registry.ts";
import { type RegistryAddress, registryAddress } from "./registry/registry-address.ts";

/** For tests: the time at which everything is judged. */
export const now = new Date("2026-11-21T12:00:00Z").getTime();

/** For tests: keys that are made in no time. */
export const key = "ecdsa-p256";

/** For tests: from before `now` until long after it. */
export const validNow = { notBefore: new Date(now - 1_000), notAfter: new Date(now + 1e10) };

/** For tests: over before `now`. */
export const overBeforeNow = { notBefore: new Date(now - 2e10), notAfter: new Date(now - 1_000) };

export const address: RegistryAddress = registryAddress("https://harbor.tkg.test", "127.0.0.1:8443");

/** For tests: a CA of a registry, valid at the time of judging. */
export function registryCa(commonName = "Harbor CA"): Promise<CertificateAuthority> {
  return createRootCa({ key, validity: validNow, subject: { organization: "Project Harbor", commonName } });
}

/** For tests: what a registry shows whose certificate that CA has signed. */
export async function factsOf(
  ca: CertificateAuthority,
  {
    getcert = ca.certificatePem,
    served,
    ...certificate
  }: Partial<ServerCertificateInput> & {
    /** What it hands out; `undefined` in quotes would be a PEM, so `false` stands for a registry that has none. */
    readonly getcert?: string | false;
    /** What it sends instead of a complete chain. */
    readonly served?: "leaf only";
  } = {},
): Promise<RegistryFacts> {
  const { chainPem, certificatePem } = await issueServerCertificate({
    ...{ issuer: ca, key, dnsNames: ["harbor.tkg.test"], validity: validNow },
    ...certificate,
  });
  return {
    chain: served === "leaf only" ? [new X509Certificate(certificatePem)] : readPemAsGo(chainPem),
    getcert: getcert === false ? { refused: "it answers 404" } : { certificates: readPemAsGo(getcert) },
  };
}

/** For tests: the same, judged. */
export async function registryOf(
  ca: CertificateAuthority,
  input: Parameters<typeof factsOf>[1] = {},
): Promise<JudgedRegistry> {
  return judgeRegistry(address, await factsOf(ca, input), now);
}
