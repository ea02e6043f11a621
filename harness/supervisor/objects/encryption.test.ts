import { expect, it } from "vitest";
import { encryptionConfiguration } from "./encryption.ts";

it("encrypts Secrets by the key, and reads those that are not encrypted", () => {
  const key = Buffer.alloc(32, 1);
  expect(JSON.parse(encryptionConfiguration(key))).toEqual({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [
          { secretbox: { keys: [{ name: "key1", secret: key.toString("base64") }] } },
          { identity: {} },
        ],
      },
    ],
  });
});
