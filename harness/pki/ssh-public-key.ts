import { createPublicKey } from "node:crypto";

/**
 * The line of authorized_keys that belongs to an RSA private key, as the Secret `<cluster>-ssh` keeps it: after a restart
 * that is all there is.
 * @throws Error of node:crypto when it is no private key
 */
export function sshPublicKeyOf(privateKeyPem: string, comment: string): string {
  const { n = "", e = "" } = createPublicKey(privateKeyPem).export({ format: "jwk" });
  const blob = Buffer.concat([field(Buffer.from("ssh-rsa")), number(e), number(n)]);
  return `ssh-rsa ${blob.toString("base64")} ${comment}`;
}

/** RFC 4251: a length, then as many bytes. */
function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** RFC 4251: a first bit that is set would make a number negative. */
function number(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, "base64url");
  return field((bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}
