import { expect, it } from "vitest";
import { createSshKeyPair } from "../../pki/index.ts";
import { sshPublicKeyOf } from "./ssh-public-key.ts";

it("is the line that was made with the private key", async () => {
  const { privateKeyPem, publicKey } = await createSshKeyPair({ comment: "ns1/tkc-cluster-1" });
  expect(sshPublicKeyOf(privateKeyPem.reveal(), "ns1/tkc-cluster-1")).toBe(publicKey);
});

it("is refused for what is no key", () => {
  expect(() => sshPublicKeyOf("no key", "x")).toThrow();
});
