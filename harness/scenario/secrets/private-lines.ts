import { createPrivateKey, type JsonWebKey } from "node:crypto";

const lineLength = 64;

/** Shorter pieces say too little. */
const leastPiece = 16;

/**
 * Pieces of a key in PEM that only the key has, each from one of its lines: from its private exponent on. What comes
 * before is in certificates and in authorized_keys as well. Of a key that cannot be read: all its lines.
 */
export function privateLines(pem: string): string[] {
  const body = pem.replaceAll(/-----[^-]+-----|\s/g, "");
  const [from, to] = privateRange(pem, Buffer.from(body, "base64")) ?? [0, body.length];
  const pieces: string[] = [];
  for (let start = 0; start < body.length; start += lineLength) {
    const piece = body.slice(Math.max(start, from), Math.min(start + lineLength, to));
    if (piece.length >= leastPiece) pieces.push(piece);
  }
  return pieces;
}

/** Where in the base64 of a key the characters are that nothing public has. */
function privateRange(pem: string, der: Buffer): readonly [number, number] | undefined {
  const jwk = read(pem);
  if (jwk?.d === undefined) return undefined;
  const exponent = Buffer.from(jwk.d, "base64url");
  const start = der.indexOf(exponent);
  if (start === -1) return undefined;
  // The primes of an RSA key follow its exponent; what follows that of another is its public key.
  const end = jwk.kty === "RSA" ? der.length : start + exponent.length;
  return [Math.ceil((start * 8) / 6), Math.floor((end * 8) / 6)];
}

function read(pem: string): JsonWebKey | undefined {
  try {
    return createPrivateKey(pem).export({ format: "jwk" });
  } catch {
    // A form that OpenSSL does not read, such as OpenSSH's own, or a key with a passphrase.
    return undefined;
  }
}
