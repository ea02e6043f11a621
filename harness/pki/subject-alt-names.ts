import { isIPv4, isIPv6 } from "node:net";
import { HarnessError } from "../core/errors.ts";
import { type Asn1, sequence, taggedBytes } from "./der.ts";
import { extension } from "./extensions.ts";

export interface SubjectAltNames {
  /** Written as they are: an IP address among them becomes a DNS name, which no client accepts for an address. */
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/**
 * The names that a server answers to.
 * @throws HarnessError `usage` for a name that is not ASCII and for an IP address that is none.
 */
export function subjectAltNames({ dnsNames, ipAddresses }: SubjectAltNames): Asn1 {
  const names = [
    ...dnsNames.map((name) => taggedBytes(2, dnsNameBytes(name))),
    ...ipAddresses.map((address) => taggedBytes(7, ipAddressBytes(address))),
  ];
  return extension("2.5.29.17", sequence(...names));
}

function dnsNameBytes(name: string): Buffer {
  if (/^[\x21-\x7e]+$/.test(name)) return Buffer.from(name, "latin1");
  throw unusable("DNS name", name, "write an international name in its xn-- form");
}

function ipAddressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  if (isIPv6(address) && !address.includes("%")) return ipv6Bytes(address);
  throw unusable("IP address", address, "host names belong to dnsNames");
}

function ipv6Bytes(address: string): Buffer {
  // A URL writes every IPv6 address as hexadecimal groups, also one that ends like an IPv4 address.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const left = groups(head);
  const right = groups(tail ?? "");
  const bytes = Buffer.alloc(16);
  left.forEach((group, at) => bytes.writeUInt16BE(group, 2 * at));
  right.forEach((group, at) => bytes.writeUInt16BE(group, 16 - 2 * (right.length - at)));
  return bytes;
}

function unusable(what: string, value: string, hint: string): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Writing a certificate: "${value}" is no ${what}`,
    hint,
  });
}
