import { describe, expect, it } from "vitest";
import { pemOf, testCa, testCluster, testConfiguration } from "./cluster-under-test.ts";
import { keptTrust, trustConfigMap, trustOf, withoutCertificate } from "./trust.ts";

const own = (...additionalTrustedCAs: ReturnType<typeof testCa>[]) =>
  testCluster({ settings: { network: { trust: { additionalTrustedCAs } } } });

describe("trustOf", () => {
  it("gives the configuration's CAs and the cluster's, decoded once and by name", () => {
    expect(trustOf(own(testCa("b")), testConfiguration(testCa("c"), testCa("a")))).toEqual([
      { name: "a", content: pemOf("a") },
      { name: "b", content: pemOf("b") },
      { name: "c", content: pemOf("c") },
    ]);
  });

  it("prefers the cluster's own of two with one name", () => {
    const [ca] = trustOf(own({ ...testCa("own"), name: "a" }), testConfiguration(testCa("a")));
    expect(ca).toEqual({ name: "a", content: pemOf("own") });
  });

  it("is empty where nobody names one", () => {
    expect(trustOf(testCluster(), undefined)).toEqual([]);
    expect(trustOf(testCluster(), testConfiguration())).toEqual([]);
  });

  it.each([
    ["PEM instead of base64", "a", pemOf("a"), 'the data of "a" are not base64'],
    ["no data", "a", "", 'the data of "a" are not base64'],
    ["a way to another folder", "../a", testCa("a").data, '"../a" is no name for a CA'],
  ])("refuses %s", (_what, name, data, words) => {
    expect(() => trustOf(testCluster(), testConfiguration({ name, data }))).toThrow(
      `Reading additionalTrustedCAs of TkgServiceConfiguration tkg-service-configuration: ${words}`,
    );
    expect(() => trustOf(own({ name, data }), undefined)).toThrow(
      `Reading additionalTrustedCAs of spec.settings.network.trust: ${words}`,
    );
  });

  it("takes base64 that is broken into lines, as base64 without -w0 writes it", () => {
    const { name, data } = testCa("a");
    const lines = `${data.slice(0, 20)}\n${data.slice(20)}\n`;
    expect(trustOf(testCluster(), testConfiguration({ name, data: lines }))).toEqual([
      { name: "a", content: pemOf("a") },
    ]);
  });
});

describe("withoutCertificate", () => {
  it("names what was encoded twice", () => {
    const twice = { name: "twice", data: Buffer.from(testCa("a").data).toString("base64") };
    const cas = trustOf(testCluster(), testConfiguration(testCa("once"), twice));
    expect(withoutCertificate(cas)).toEqual(["twice"]);
  });
});

describe("what is kept", () => {
  const cas = [
    { name: "a", content: pemOf("a") },
    { name: "b.c-d_e", content: pemOf("b") },
  ];

  it("holds for the generation at which it was taken, and for no other", () => {
    const kept = trustConfigMap(testCluster({}, { generation: 3 }), cas);
    expect(kept.metadata.name).toBe("tkc-cluster-1-trusted-cas");
    expect(keptTrust(testCluster({}, { generation: 3 }), kept)).toEqual(cas);
    expect(keptTrust(testCluster({}, { generation: 4 }), kept)).toBeUndefined();
    expect(keptTrust(testCluster(), undefined)).toBeUndefined();
  });

  it("may be nothing", () => {
    expect(keptTrust(testCluster(), trustConfigMap(testCluster(), []))).toEqual([]);
  });
});
