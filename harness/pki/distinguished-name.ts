import { type Asn1, oid, sequence, set, text } from "./der.ts";

/** Who a certificate is for, or who signed it. Encoded in the order of these fields. */
export interface DistinguishedName {
  /** Two letters. */
  readonly country?: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly commonName: string;
}

const types = [
  ["country", "2.5.4.6"],
  ["organization", "2.5.4.10"],
  ["organizationalUnit", "2.5.4.11"],
  ["commonName", "2.5.4.3"],
] as const satisfies readonly (readonly [keyof DistinguishedName, string])[];

/** The name as X.509 has it: equal names give equal bytes, which is how clients look for an issuer. */
export function nameToAsn1(name: DistinguishedName): Asn1 {
  const parts = types.flatMap(([field, type]) => {
    const value = name[field];
    return value === undefined ? [] : [set(sequence(oid(type), text(value)))];
  });
  return sequence(...parts);
}
