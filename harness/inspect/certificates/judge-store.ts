import type { X509Certificate } from "node:crypto";
import type { CertificateSummary, FoundCertificate } from "../inspection.ts";
import { countMeant, readPemAsGo } from "./read-pem-as-go.ts";
import { parseCertificates } from "../../pki/index.ts";
import { HarnessError } from "../../core/errors.ts";

/** Certificates in a file or a key, as text. */
export interface StoreText {
  readonly where: string;
  readonly text: string;
}

/** What has to be verified. */
export interface ServedChain {
  /** What the registry sends, its own certificate first, each one signed by the next. */
  readonly chain: readonly X509Certificate[];
  /** What it hands out as its CA, whether or not that verifies the chain. */
  readonly handedOut: readonly X509Certificate[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface StoreJudgement {
  readonly state: "trusted" | "expired" | "unreadable" | "another certificate" | "missing";
  /** The certificates that decide it. */
  readonly found: readonly FoundCertificate[];
}

interface Held {
  readonly where: string;
  readonly certificate: X509Certificate;
}

/** Whether a Go program whose trust store is made of these texts trusts the registry; if not, why. */
export function judgeStore(texts: readonly StoreText[], served: ServedChain): StoreJudgement {
  const held = texts.flatMap(({ where, text }) =>
    readPemAsGo(text).map((certificate): Held => ({ where, certificate })),
  );
  const anchors = held.filter(({ certificate }) => signs(certificate, served.chain));
  const valid = anchors.filter(({ certificate }) => isValidAt(certificate, served.now));
  if (valid.length > 0) return judged("trusted", valid);
  const hidden = texts.flatMap(hiddenFromGo).filter(({ certificate }) => signs(certificate, served.chain));
  if (hidden.length > 0) return judged("unreadable", hidden);
  if (anchors.length > 0) return judged("expired", anchors);
  const others = held.filter(({ certificate }) => looksLikeIt(certificate, served));
  return judged(others.length > 0 ? "another certificate" : "missing", others);
}

/** Whether a certificate in a trust store verifies a chain, as Go does it; its validity is not looked at. */
export function signs(anchor: X509Certificate, chain: readonly X509Certificate[]): boolean {
  return chain.some(
    (link) =>
      link.fingerprint256 === anchor.fingerprint256 ||
      (anchor.ca && link.issuer === anchor.subject && link.verify(anchor.publicKey)),
  );
}

export function isValidAt(certificate: X509Certificate, now: number): boolean {
  return certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime();
}

/** A certificate in a line each. */
export function summaryOf(certificate: X509Certificate): CertificateSummary {
  return {
    subject: oneLine(certificate.subject),
    fingerprint256: certificate.fingerprint256,
    notAfter: certificate.validToDate.toISOString(),
  };
}

/** Node writes a name in lines: `O=Project Harbor\nCN=Harbor CA`. */
export function oneLine(name: string): string {
  return name.split("\n").join(", ");
}

/** What a person sees in a text and Go does not. */
function hiddenFromGo({ where, text }: StoreText): readonly Held[] {
  const seen = readPemAsGo(text);
  const plain = unwrapped(text);
  if (countMeant(plain) <= seen.length) return [];
  try {
    const meant = parseCertificates(plain, { source: where });
    return meant.flatMap(({ pem, fingerprint256 }) =>
      seen.some((one) => one.fingerprint256 === fingerprint256)
        ? []
        : readPemAsGo(pem).map((certificate) => ({ where, certificate })),
    );
  } catch (error) {
    if (error instanceof HarnessError) return [];
    throw error;
  }
}

/** A text as it was before somebody put it into JSON or into base64. */
function unwrapped(text: string): string {
  const plain = text.replaceAll(String.raw`\n`, "\n");
  if (countMeant(plain) > 0) return plain;
  const decoded = Buffer.from(text, "base64").toString("latin1");
  return countMeant(decoded) > 0 ? decoded : plain;
}

/** The name of a CA of the chain with another key, or what getcert gives although it has not signed the chain. */
function looksLikeIt(certificate: X509Certificate, { chain, handedOut }: ServedChain): boolean {
  return (
    chain.some(({ issuer }) => issuer === certificate.subject) ||
    handedOut.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)
  );
}

/** Each certificate once per place. */
function judged(state: StoreJudgement["state"], held: readonly Held[]): StoreJudgement {
  const found = new Map(
    held.map(({ where, certificate }) => [
      `${where} ${certificate.fingerprint256}`,
      { ...summaryOf(certificate), where },
    ]),
  );
  return { state, found: [...found.values()] };
}
