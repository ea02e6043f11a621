import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { preparedCredentials } from "./credentials.ts";

describe("preparedCredentials", () => {
  it("has a key before it is asked for, and begins the next one when it is taken", async () => {
    let begun = 0;
    const { sshPrivateKey } = preparedCredentials(() => Promise.resolve(new Secret(`key ${(begun += 1)}`)));
    expect(begun).toBe(1);
    expect((await sshPrivateKey()).reveal()).toBe("key 1");
    expect(begun).toBe(2);
    expect((await sshPrivateKey()).reveal()).toBe("key 2");
  });

  it("tells who takes a key that it could not be made, and makes another for the next", async () => {
    const keys = [Promise.reject(new Error("no entropy")), Promise.resolve(new Secret("key"))];
    const { sshPrivateKey } = preparedCredentials(() => keys.shift() ?? Promise.resolve(new Secret("later")));
    await expect(sshPrivateKey()).rejects.toThrow("no entropy");
    expect((await sshPrivateKey()).reveal()).toBe("key");
  });

  it("gives other secrets each time, of PKCS#1", async () => {
    const credentials = preparedCredentials();
    const [one, two] = [await credentials.sshPrivateKey(), await credentials.sshPrivateKey()];
    expect(one.reveal()).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(one.reveal()).not.toBe(two.reveal());
    expect(credentials.encryptionKey()).toHaveLength(32);
    expect(credentials.password().reveal()).not.toBe(credentials.password().reveal());
  });
});
