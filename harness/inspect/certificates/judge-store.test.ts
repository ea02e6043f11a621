import { describe, expect, it } from "vitest";
import { brokenPem, createIntermediateCa, createRootCa, joinPems, rotateCa } from "../../pki/index.ts";
import { factsOf, key, now, overBeforeNow, registryCa, validNow } from "../registry-under-test.ts";
import { judgeStore, type ServedChain } from "./judge-store.ts";
import { readPemAsGo } from "./read-pem-as-go.ts";

const ca = await registryCa();
const served = chainOf(await factsOf(ca));
const other = await registryCa("Somebody else's CA");

function chainOf({ chain, getcert }: Awaited<ReturnType<typeof factsOf>>): ServedChain {
  return { chain, handedOut: "certificates" in getcert ? getcert.certificates : [], now };
}

function judge(text: string, chain = served) {
  const { state, found } = judgeStore([{ where: "a.pem", text }], chain);
  return { state, found: found.map(({ subject }) => subject) };
}

describe("judgeStore", () => {
  it("trusts when one of many certificates is the CA, and says which and where", () => {
    const text = joinPems([other.certificatePem, ca.certificatePem]);
    const [certificate] = readPemAsGo(ca.certificatePem);
    expect(
      judgeStore(
        [
          { where: "bundle", text: "" },
          { where: "a.pem", text },
        ],
        served,
      ),
    ).toEqual({
      state: "trusted",
      found: [
        {
          subject: "O=Project Harbor, CN=Harbor CA",
          fingerprint256: certificate?.fingerprint256,
          notAfter: validNow.notAfter.toISOString(),
          where: "a.pem",
        },
      ],
    });
  });

  it("shows a certificate once, however often it is in a file", () => {
    expect(judge(joinPems([ca.certificatePem, ca.certificatePem])).found).toHaveLength(1);
  });

  it("misses the CA among others", () => {
    expect(judge(other.certificatePem)).toEqual({ state: "missing", found: [] });
  });

  it("knows a CA of the same name and another key, and trusts the old and the new one together", async () => {
    const next = await rotateCa(ca, { subject: "same", validity: validNow });
    const rotated = chainOf(await factsOf(next));
    const subject = "O=Project Harbor, CN=Harbor CA";
    expect(judge(ca.certificatePem, rotated)).toEqual({ state: "another certificate", found: [subject] });
    const both = joinPems([ca.certificatePem, next.certificatePem]);
    expect(judge(both, rotated)).toEqual({ state: "trusted", found: [subject] });
  });

  it("does not know the old CA again when the new one has another name", async () => {
    const next = await rotateCa(ca, { subject: { commonName: "Harbor CA 2" }, validity: validNow });
    expect(judge(ca.certificatePem, chainOf(await factsOf(next))).state).toBe("missing");
  });

  it("says so when what getcert gives is there, but is not what has signed", async () => {
    const next = await rotateCa(ca, { subject: { commonName: "Harbor CA 2" }, validity: validNow });
    const stale = chainOf(await factsOf(next, { getcert: ca.certificatePem }));
    expect(judge(ca.certificatePem, stale).state).toBe("another certificate");
  });

  it("tells an expired CA from one that is not there, unless a valid one is there as well", async () => {
    const old = await createRootCa({ key, validity: overBeforeNow });
    const signed = chainOf(await factsOf(old));
    expect(judge(old.certificatePem, signed).state).toBe("expired");
    expect(judge(old.certificatePem).state).toBe("another certificate");
    expect(judge(joinPems([old.certificatePem, ca.certificatePem])).state).toBe("trusted");
  });

  it.each([
    "allIndented",
    "joinedWithoutNewline",
    "literalBackslashN",
    "byteOrderMark",
    "base64Wrapped",
  ] as const)("sees the CA that Go passes over: %s", (flaw) => {
    expect(judge(brokenPem[flaw](ca.certificatePem)).state).toBe("unreadable");
    expect(judge(brokenPem[flaw](other.certificatePem)).state).toBe("missing");
  });

  it("is not disturbed by damage beside the CA", () => {
    expect(judge(brokenPem.badFirstGoodSecond(ca.certificatePem)).state).toBe("trusted");
    expect(judge("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").state).toBe("missing");
  });

  it("follows a chain: the root, the intermediate CA and the server's own certificate all do, as in Go", async () => {
    const issuer = await createIntermediateCa({ issuer: ca, key, validity: validNow });
    const facts = await factsOf(issuer, { getcert: ca.certificatePem });
    const long = chainOf(facts);
    expect(long.chain).toHaveLength(2);
    expect(judge(ca.certificatePem, long).state).toBe("trusted");
    expect(judge(issuer.certificatePem, long).state).toBe("trusted");
    expect(judge(long.chain[0]?.toString() ?? "", long).state).toBe("trusted");
  });

  it("does not get from the root to a certificate whose intermediate CA is not sent", async () => {
    const issuer = await createIntermediateCa({ issuer: ca, key, validity: validNow });
    const short = chainOf(await factsOf(issuer, { getcert: false, served: "leaf only" }));
    expect(judge(ca.certificatePem, short).state).toBe("missing");
    expect(judge(issuer.certificatePem, short).state).toBe("trusted");
  });

  it("does not take for a CA what is none", async () => {
    const flat = await createRootCa({ key, validity: validNow, caFlag: false });
    expect(judge(flat.certificatePem, chainOf(await factsOf(flat))).state).not.toBe("trusted");
  });
});
