import { describe, expect, it } from "vitest";
import { brokenPem, createRootCa, joinPems } from "../../pki/index.ts";
import { countMeant, readPemAsGo } from "./read-pem-as-go.ts";

const [one, two] = await Promise.all([
  createRootCa({ key: "ecdsa-p256" }),
  createRootCa({ key: "ecdsa-p256" }),
]);
const bundle = joinPems([one.certificatePem, two.certificatePem]);

describe("readPemAsGo", () => {
  it("reads every certificate of a good bundle, whatever stands between them", () => {
    const text = `# Harbor\n${one.certificatePem}\n\nand another:\n${two.certificatePem}`;
    expect(readPemAsGo(text).map(({ fingerprint256 }) => fingerprint256)).toEqual(
      readPemAsGo(bundle).map(({ fingerprint256 }) => fingerprint256),
    );
    expect(readPemAsGo(bundle)).toHaveLength(2);
  });

  // The numbers are those that were measured with Go itself: harness/pki/broken-pem.ts.
  it.each([
    ["crlf", 2],
    ["bodyIndented", 2],
    ["allIndented", 0],
    ["joinedWithoutNewline", 0],
    ["literalBackslashN", 0],
    ["byteOrderMark", 1],
    ["badFirstGoodSecond", 2],
    ["base64Wrapped", 0],
  ] as const)("sees of a bundle that is %s as many certificates as Go: %i", (flaw, count) => {
    expect(readPemAsGo(brokenPem[flaw](bundle))).toHaveLength(count);
  });

  it("sees no certificate in a key, or behind headers", () => {
    expect(readPemAsGo(one.privateKeyPem.reveal())).toEqual([]);
    const headed = one.certificatePem.replace("-----BEGIN CERTIFICATE-----\n", "$&Proc-Type: 4\n\n");
    expect(readPemAsGo(headed)).toEqual([]);
    expect(readPemAsGo("")).toEqual([]);
  });

  it("finds the certificate behind a BEGIN that has no END", () => {
    expect(readPemAsGo(`-----BEGIN CERTIFICATE-----\nMIIB\n${one.certificatePem}`)).toHaveLength(1);
  });
});

describe("countMeant", () => {
  it.each(["allIndented", "joinedWithoutNewline", "literalBackslashN", "byteOrderMark"] as const)(
    "counts what somebody meant: %s",
    (flaw) => {
      expect(countMeant(brokenPem[flaw](bundle))).toBe(2);
    },
  );
});
