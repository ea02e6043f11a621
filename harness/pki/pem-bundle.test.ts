import { describe, expect, it } from "vitest";
import { createRootCa } from "./certificate-authority.ts";
import { fingerprint256, joinPems } from "./pem-bundle.ts";

describe("joinPems", () => {
  it("puts each text on lines of its own, whatever its end", () => {
    expect(joinPems(["a", "b\n", "c\n\n"])).toBe("a\nb\nc\n");
  });
});

describe("fingerprint256", () => {
  it("is upper case with colons, and that of the first certificate", async () => {
    const [one, two] = await Promise.all([
      createRootCa({ key: "ecdsa-p256" }),
      createRootCa({ key: "ecdsa-p256" }),
    ]);
    expect(fingerprint256(one.certificatePem)).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(fingerprint256(joinPems([one.certificatePem, two.certificatePem]))).toBe(
      fingerprint256(one.certificatePem),
    );
    expect(fingerprint256(two.certificatePem)).not.toBe(fingerprint256(one.certificatePem));
  });
});
