import { type CertificateAuthority, createIntermediateCa, createRootCa } from "./certificate-authority.ts";
import { issueServerCertificate, type ServerCertificate } from "./server-certificate.ts";
import { expired, notYetValid } from "./validity.ts";

/** What a server sends, and the CA with which it is to be verified. */
export interface ServedChain extends Pick<ServerCertificate, "chainPem" | "privateKeyPem"> {
  readonly caPem: string;
}

/** A chain with a mistake in it, and one without: of the same CA where the mistake is not the CA's. */
export interface BrokenChain {
  readonly broken: ServedChain;
  readonly right: ServedChain;
}

/** The mistakes that are made with a server's certificates, for a host. What Go says of each is in docs/symptoms.md. */
export const brokenChains = {
  /** N06: the host is in the common name only. */
  commonNameOnly: (host) =>
    leafMistake(host, (issuer) =>
      issueServerCertificate({ issuer, subject: { organization: "Project Harbor", commonName: host } }),
    ),
  /** N09. */
  expired: (host) =>
    leafMistake(host, (issuer) => issueServerCertificate({ issuer, dnsNames: [host], validity: expired() })),
  /** N09, in the same words but for `is before`. */
  notYetValid: (host) =>
    leafMistake(host, (issuer) =>
      issueServerCertificate({ issuer, dnsNames: [host], validity: notYetValid() }),
    ),
  /** N09: the words are those of an expired leaf. */
  expiredCa: (host) => caMistake(host, () => createRootCa({ validity: expired() })),
  /** N10: browsers fetch what is missing, Go programs do not. */
  async withoutIntermediate(host) {
    const root = await createRootCa();
    const issuer = await createIntermediateCa({ issuer: root });
    const leaf = await issueServerCertificate({ issuer, dnsNames: [host] });
    const right = { ...leaf, caPem: root.certificatePem };
    return { broken: { ...right, chainPem: leaf.certificatePem }, right };
  },
  /** P06. */
  forClientsOnly: (host) =>
    leafMistake(host, (issuer) =>
      issueServerCertificate({ issuer, dnsNames: [host], extendedKeyUsages: ["clientAuth"] }),
    ),
  /** P06. */
  issuerIsNoCa: (host) => caMistake(host, () => createRootCa({ caFlag: false })),
  /** P06: the root lets no intermediate CA follow. */
  pathTooLong: (host) =>
    caMistake(host, async () => createIntermediateCa({ issuer: await createRootCa({ pathLength: 0 }) })),
  /** P06: the CA may sign for another domain only. */
  nameNotPermitted: (host) =>
    caMistake(host, () => createRootCa({ nameConstraints: { permittedDnsNames: ["example.test"] } })),
} as const satisfies Record<string, (host: string) => Promise<BrokenChain>>;

export type BrokenChainName = keyof typeof brokenChains;

async function leafMistake(
  host: string,
  issue: (issuer: CertificateAuthority) => Promise<ServerCertificate>,
): Promise<BrokenChain> {
  const ca = await createRootCa();
  const [broken, right] = await Promise.all([
    issue(ca),
    issueServerCertificate({ issuer: ca, dnsNames: [host] }),
  ]);
  return { broken: served(broken, ca), right: served(right, ca) };
}

async function caMistake(host: string, make: () => Promise<CertificateAuthority>): Promise<BrokenChain> {
  const [wrong, ca] = await Promise.all([make(), createRootCa()]);
  const [broken, right] = await Promise.all(
    [wrong, ca].map(async (issuer) =>
      served(await issueServerCertificate({ issuer, dnsNames: [host] }), issuer),
    ) as [Promise<ServedChain>, Promise<ServedChain>], // as: map keeps the length
  );
  return { broken, right };
}

function served({ chainPem, privateKeyPem }: ServerCertificate, issuer: CertificateAuthority): ServedChain {
  return { chainPem, privateKeyPem, caPem: rootOf(issuer).certificatePem };
}

function rootOf(ca: CertificateAuthority): CertificateAuthority {
  return ca.issuer === undefined ? ca : rootOf(ca.issuer);
}
