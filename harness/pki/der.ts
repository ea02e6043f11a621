import forge from "node-forge";

const { asn1 } = forge;
const { Class, Type } = asn1;

/** A value in ASN.1, not yet encoded. */
export type Asn1 = forge.asn1.Asn1;

/** The DER encoding of a value. */
export function encode(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), "latin1");
}

/** A value that somebody else has encoded already. */
export function decode(der: Buffer): Asn1 {
  return asn1.fromDer(binary(der));
}

export function sequence(...parts: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...parts]);
}

export function set(...parts: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, [...parts]);
}

/** An INTEGER; bytes are its two's complement, most significant first. */
export function integer(value: number | Buffer): Asn1 {
  const bytes = typeof value === "number" ? asn1.integerToDer(value).getBytes() : binary(value);
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, bytes);
}

export function yes(): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, "\xff");
}

export function nothing(): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.NULL, false, "");
}

export function oid(dotted: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

export function octets(bytes: Buffer): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, binary(bytes));
}

/** A BIT STRING of whole bytes, such as a signature. */
export function bits(bytes: Buffer): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, `\0${binary(bytes)}`);
}

/** A BIT STRING whose bits have names; bit 0 is the most significant one, and at least one is set. */
export function namedBits(set: readonly number[]): Asn1 {
  const last = Math.max(...set);
  const bytes = Buffer.alloc(Math.floor(last / 8) + 1);
  for (const bit of set) {
    const at = Math.floor(bit / 8);
    bytes.writeUInt8(bytes.readUInt8(at) | (0x80 >> (bit % 8)), at);
  }
  const unused = String.fromCharCode(7 - (last % 8));
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, `${unused}${binary(bytes)}`);
}

/** Text of a name: PrintableString where its alphabet is enough, as Go does it, otherwise UTF8String. */
export function text(value: string): Asn1 {
  const type = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? Type.PRINTABLESTRING : Type.UTF8;
  return asn1.create(Class.UNIVERSAL, type, false, binary(Buffer.from(value, "utf8")));
}

/** A moment in whole seconds: UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
export function time(date: Date): Asn1 {
  return date.getUTCFullYear() < 2050
    ? asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, asn1.dateToUtcTime(date))
    : asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
}

/** `[tag] EXPLICIT`, or an IMPLICIT constructed value: the parts under a context-specific tag. */
export function tagged(tag: number, ...parts: readonly Asn1[]): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, typeOf(tag), true, [...parts]);
}

/** `[tag] IMPLICIT` of a primitive value: the bytes under a context-specific tag. */
export function taggedBytes(tag: number, bytes: Buffer): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, typeOf(tag), false, binary(bytes));
}

/** node-forge takes tag numbers where its types ask for one of the universal types. */
function typeOf(tag: number): forge.asn1.Type {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the field is a number in DER
  return tag;
}

/** node-forge keeps bytes as a string of characters 0 to 255. */
function binary(bytes: Buffer): string {
  return bytes.toString("latin1");
}
