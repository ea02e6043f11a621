import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSshKeyPair } from "./ssh-key-pair.ts";

/** The fields of an SSH wire string: each has its length before it (RFC 4251, 5). */
function fieldsOf(wire: Buffer): readonly Buffer[] {
  if (wire.length === 0) return [];
  const end = 4 + wire.readUInt32BE(0);
  return [wire.subarray(4, end), ...fieldsOf(wire.subarray(end))];
}

describe("createSshKeyPair", () => {
  it("gives a PKCS#1 key and the authorized_keys line that belongs to it", async () => {
    const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: "tkc-cluster-1" });
    expect(privateKeyPem.reveal()).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    const [type, wire = "", comment] = publicKey.split(" ");
    expect([type, comment]).toEqual(["ssh-rsa", "tkc-cluster-1"]);
    const [name, , modulus] = fieldsOf(Buffer.from(wire, "base64"));
    const { n = "" } = createPublicKey(privateKeyPem.reveal()).export({ format: "jwk" });
    expect(name?.toString()).toBe("ssh-rsa");
    expect(modulus?.toString("hex")).toBe(`00${Buffer.from(n, "base64url").toString("hex")}`);
  });

  it("gives another key each time", async () => {
    const [one, two] = await Promise.all([
      createSshKeyPair({ comment: "x" }),
      createSshKeyPair({ comment: "x" }),
    ]);
    expect(one.publicKey).not.toBe(two.publicKey);
  });
});
