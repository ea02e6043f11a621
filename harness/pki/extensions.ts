import { createHash, type KeyObject } from "node:crypto";
import {
  type Asn1,
  encode,
  integer,
  namedBits,
  octets,
  oid,
  sequence,
  tagged,
  taggedBytes,
  yes,
} from "./der.ts";

/** What a certificate may be used for in TLS. */
export type ExtendedKeyUsage = "serverAuth" | "clientAuth";

export type KeyUsage = "digitalSignature" | "keyEncipherment" | "keyCertSign";

/** DNS names that a CA may, or may not, sign for, at least one of them; a name stands for all below it too. */
export interface NameConstraints {
  readonly permittedDnsNames?: readonly string[];
  readonly excludedDnsNames?: readonly string[];
}

const keyUsageBits: Record<KeyUsage, number> = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5 };
const extendedKeyUsageOids: Record<ExtendedKeyUsage, string> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
};

/** Says whether the certificate is a CA's, and how many intermediate CAs may follow it. */
export function basicConstraints({
  isCa,
  pathLength,
}: {
  readonly isCa: boolean;
  readonly pathLength?: number | undefined;
}): Asn1 {
  const limit = pathLength === undefined ? [] : [integer(pathLength)];
  return extension("2.5.29.19", isCa ? sequence(yes(), ...limit) : sequence(), "critical");
}

export function keyUsage(usages: readonly [KeyUsage, ...KeyUsage[]]): Asn1 {
  return extension("2.5.29.15", namedBits(usages.map((usage) => keyUsageBits[usage])), "critical");
}

export function extendedKeyUsage(usages: readonly ExtendedKeyUsage[]): Asn1 {
  return extension("2.5.29.37", sequence(...usages.map((usage) => oid(extendedKeyUsageOids[usage]))));
}

export function subjectKeyIdentifier(key: KeyObject): Asn1 {
  return extension("2.5.29.14", octets(keyIdentifier(key)));
}

export function authorityKeyIdentifier(key: KeyObject): Asn1 {
  return extension("2.5.29.35", sequence(taggedBytes(0, keyIdentifier(key))));
}

export function nameConstraints({ permittedDnsNames = [], excludedDnsNames = [] }: NameConstraints): Asn1 {
  const trees = [
    { tag: 0, names: permittedDnsNames },
    { tag: 1, names: excludedDnsNames },
  ].filter(({ names }) => names.length > 0);
  const subtree = (name: string) => sequence(taggedBytes(2, Buffer.from(name, "latin1")));
  return extension(
    "2.5.29.30",
    sequence(...trees.map(({ tag, names }) => tagged(tag, ...names.map(subtree)))),
    "critical",
  );
}

export function extension(id: string, value: Asn1, weight: "critical" | "plain" = "plain"): Asn1 {
  return sequence(oid(id), ...(weight === "critical" ? [yes()] : []), octets(encode(value)));
}

/** Any value that differs between keys will do (RFC 5280, 4.2.1.2); this one is 160 bits long, as is usual. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest()
    .subarray(0, 20);
}
