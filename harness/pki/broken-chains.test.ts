import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { brokenChains, type BrokenChainName } from "./broken-chains.ts";
import { parseCertificates } from "./parse-certificates.ts";

const host = "harbor.tkg.test";
const names = Object.keys(brokenChains) as BrokenChainName[]; // as: Object.keys() forgets them

describe.each(names)("%s", (name) => {
  it("has a right chain for the host, of which the CA verifies the last", async () => {
    const { right } = await brokenChains[name](host);
    const chain = parseCertificates(right.chainPem, { source: "chain" });
    const leaf = new X509Certificate(right.chainPem);
    expect(leaf.checkHost(host)).toBe(host);
    const last = new X509Certificate(chain.at(-1)?.pem ?? "");
    expect(last.verify(new X509Certificate(right.caPem).publicKey)).toBe(true);
  });

  it("differs in what is broken", async () => {
    const { broken, right } = await brokenChains[name](host);
    expect(broken.chainPem).not.toBe(right.chainPem);
  });
});

it("sends the leaf alone where the intermediate CA is forgotten", async () => {
  const { broken, right } = await brokenChains.withoutIntermediate(host);
  const count = (pem: string) => pem.split("-----BEGIN").length - 1;
  expect([count(broken.chainPem), count(right.chainPem)]).toEqual([1, 2]);
  expect(broken.caPem).toBe(right.caPem);
});
