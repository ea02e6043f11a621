import { labNetwork, type Toolbox } from "../../cluster/index.ts";
import {
  type CertificateAuthority,
  createRootCa,
  createSigningKey,
  issueServerCertificate,
  rotateCa,
  type RotationInput,
  type ServerCertificate,
} from "../../pki/index.ts";
import type { Harbor } from "../../registry/index.ts";
import { pushImage } from "../../workloads/images/push-image.ts";
import type { LabParts } from "./lab-parts.ts";

/** A Harbor with hello-app in its public project. */
export interface LabHarbor extends Harbor, LabCertificates {
  /** The CA of its first certificate. */
  readonly ca: CertificateAuthority;
  /** The name by which nodes pull hello-app. */
  readonly helloApp: string;
}

/** What can become of a registry's certificate. */
export interface LabCertificates {
  /** Serves a new certificate of the same CA from now on, for these names. */
  serveCertificateFor(dnsNames: readonly string[]): Promise<void>;
  /** The CA that comes after the one that is served: a new key under the same subject, or under another. */
  nextCa(subject: RotationInput["subject"]): Promise<CertificateAuthority>;
  /** Serves a certificate of another CA from now on; getcert gives that CA out. */
  serveCa(ca: CertificateAuthority): Promise<void>;
}

export interface LabHarborInput {
  /** The names on the certificate that clusters will see; the registry's own unless told. */
  readonly certificateFor?: readonly string[];
  /** Whether Harbor 1.x's getcert answers too (seed 003); no unless told. */
  readonly legacyApi?: boolean;
  /** Another name of the registry, which external_url names and its first certificate has; its own unless told. */
  readonly externalName?: string;
}

export interface StartLabHarborInput extends LabHarborInput {
  readonly parts: Pick<LabParts, "context" | "image" | "archive">;
  readonly host: string;
  /** The toolbox that pushes; it may still be starting. */
  readonly toolbox: Promise<Toolbox>;
  /** Told of the registry as soon as it runs. */
  readonly owns: (harbor: Harbor) => void;
}

/** Starts a self-signed Harbor of its own CA and pushes hello-app into its project `library`. */
export async function startLabHarbor(input: StartLabHarborInput): Promise<LabHarbor> {
  const { host, certificateFor, externalName, legacyApi = false } = input;
  const { context, image, archive } = input.parts;
  const [{ startHarbor }, { ca, certificate }, tokenKey, toolbox] = await Promise.all([
    // Loaded by those who need it: the container library is large.
    import("../../registry/index.ts"),
    newCertificates([host, ...(externalName === undefined ? [] : [externalName])]),
    createSigningKey(),
    input.toolbox,
  ]);
  const harbor = await startHarbor({
    image: image("harbor"),
    host,
    network: labNetwork,
    ownership: context.ownership,
    certificate,
    caPem: ca.certificatePem,
    legacyApi,
    ...(externalName === undefined ? {} : { externalUrl: `https://${externalName}`, alias: externalName }),
    tokenKeyPem: tokenKey.privateKeyPem,
    signal: context.signal,
  });
  input.owns(harbor);
  const name = "library/hello-app:1.0";
  const helloApp = await pushImage({ toolbox, harbor, archive: archive("hello-app"), name });
  const certificates = labCertificates(harbor, ca);
  // Filled first: pushing needs the right name.
  if (certificateFor !== undefined) await certificates.serveCertificateFor(certificateFor);
  return Object.assign(harbor, { ca, helloApp, ...certificates });
}

/** The certificates of a registry that begins with one of this CA. */
export function labCertificates(
  harbor: Pick<Harbor, "host" | "replaceCertificate">,
  ca: CertificateAuthority,
): LabCertificates {
  let served = ca;
  const serve = async (issuer: CertificateAuthority, dnsNames: readonly string[]) => {
    const leaf = await issueServerCertificate({ issuer, dnsNames });
    await harbor.replaceCertificate({ ...leaf, caPem: issuer.certificatePem });
    served = issuer;
  };
  return {
    serveCertificateFor: (dnsNames) => serve(served, dnsNames),
    nextCa: (subject) => rotateCa(served, { subject }),
    serveCa: (next) => serve(next, [harbor.host]),
  };
}

async function newCertificates(
  dnsNames: readonly string[],
): Promise<{ readonly ca: CertificateAuthority; readonly certificate: ServerCertificate }> {
  const ca = await createRootCa();
  return { ca, certificate: await issueServerCertificate({ issuer: ca, dnsNames }) };
}
