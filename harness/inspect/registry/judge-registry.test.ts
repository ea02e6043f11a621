import { describe, expect, it } from "vitest";
import { createIntermediateCa, fingerprint256, rotateCa } from "../../pki/index.ts";
import { isGood } from "../inspection.ts";
import { key, overBeforeNow, registryCa, registryOf, validNow } from "../registry-under-test.ts";

const ca = await registryCa();
const subject = "O=Project Harbor, CN=Harbor CA";
const anchor = { subject, fingerprint256: fingerprint256(ca.certificatePem) };

describe("a registry in order", () => {
  it("shows its chain, its names and the CA that getcert gives", async () => {
    const { inspected, place, expected, fetch } = await registryOf(ca);
    expect(inspected).toMatchObject({
      ...{ url: "https://harbor.tkg.test", host: "harbor.tkg.test", connectedTo: "127.0.0.1:8443" },
      chain: [{ subject: "O=Project Harbor, CN=harbor.tkg.test", notAfter: validNow.notAfter.toISOString() }],
      names: ["DNS:harbor.tkg.test"],
      anchor: { ...anchor, source: "getcert" },
    });
    expect(place).toMatchObject({
      kind: "registry",
      name: "harbor.tkg.test",
      state: "sound",
      detail: "its CA is known: getcert gives it",
    });
    expect(expected).toEqual(anchor);
    expect(fetch).toBe("curl -sk https://harbor.tkg.test/api/v2.0/systeminfo/getcert -o harbor.tkg.test.crt");
  });

  it("takes a certificate that has signed itself for the anchor", async () => {
    const { inspected } = await registryOf(ca, { issuer: "self", getcert: false });
    expect(inspected.anchor).toMatchObject({
      subject: "O=Project Harbor, CN=harbor.tkg.test",
      source: "served",
    });
  });

  it("knows its CA by name only where nobody hands it out", async () => {
    const { inspected, place, expected, fetch } = await registryOf(ca, { getcert: false });
    expect(inspected.anchor.source).toBe("name only");
    expect(expected).toEqual({ subject });
    expect(place.detail).toBe(
      `its CA is known by name only: ${subject}; it is not sent, and of getcert: it answers 404`,
    );
    expect(isGood(place)).toBe(true);
    expect(fetch).toBe("get the CA from whoever runs the registry, as harbor.tkg.test.crt");
  });

  it("has the root from getcert and the intermediate CA from the chain", async () => {
    const issuer = await createIntermediateCa({ issuer: ca, key, validity: validNow });
    const { inspected, place } = await registryOf(issuer, { getcert: ca.certificatePem });
    expect(inspected.chain).toHaveLength(2);
    expect(inspected.anchor).toMatchObject(anchor);
    expect(place.state).toBe("sound");
  });
});

describe("a registry that is not in order", () => {
  it("has an expired certificate", async () => {
    const { place } = await registryOf(ca, { validity: overBeforeNow });
    expect(place).toMatchObject({
      state: "expired",
      cure: "renew the certificate of https://harbor.tkg.test",
    });
    expect(place.detail).toContain("O=Project Harbor, CN=harbor.tkg.test is valid from 2026-");
  });

  it("has a certificate for another name, or for none but its common name", async () => {
    expect((await registryOf(ca, { dnsNames: ["other.test"] })).place).toMatchObject({
      state: "wrong name",
      detail: "its certificate is for DNS:other.test",
    });
    const legacy = { dnsNames: [], subject: { commonName: "harbor.tkg.test" } };
    expect((await registryOf(ca, legacy)).place).toMatchObject({
      state: "wrong name",
      detail: "its certificate is for no name at all: clients ignore its common name",
    });
  });

  it("does not send its intermediate CA", async () => {
    const issuer = await createIntermediateCa({ issuer: ca, key, validity: validNow });
    const { place } = await registryOf(issuer, { getcert: ca.certificatePem, served: "leaf only" });
    expect(place.state).toBe("incomplete");
    expect(place.detail).toBe(
      `what it sends ends with a certificate of O=Project Harbor, CN=Harbor Intermediate CA, which is not sent, nor what getcert gives (${subject})`,
    );
  });

  it("hands out the CA from before a rotation", async () => {
    const next = await rotateCa(ca, { subject: "same", validity: validNow });
    const { place, inspected } = await registryOf(next, { getcert: ca.certificatePem });
    expect(place.state).toBe("another certificate");
    expect(place.detail).toContain(`another key (sha256 ${anchor.fingerprint256})`);
    expect(inspected.anchor).toEqual({ subject, source: "name only" });
  });
});
