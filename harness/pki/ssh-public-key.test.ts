import { expect, it } from "vitest";
import { sshPublicKeyOf } from "./ssh-public-key.ts";

// What belongs to a key is in the tests of ssh-key-pair.ts.
it("is refused for what is no key", () => {
  expect(() => sshPublicKeyOf("no key", "x")).toThrow();
});
