import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRootCa } from "../../pki/index.ts";
import type { ReplaceCertificateInput } from "../../registry/index.ts";
import { labCertificates } from "./lab-harbor.ts";

const host = "harbor.tkg.test";
const first = await createRootCa();

/** The certificates of a registry, and what it was told to serve. */
function registry() {
  const served: ReplaceCertificateInput[] = [];
  const replaceCertificate = (input: ReplaceCertificateInput) => {
    served.push(input);
    return Promise.resolve();
  };
  const last = () => {
    const { chainPem, caPem = "" } = served.at(-1) ?? { chainPem: "" };
    const leaf = new X509Certificate(chainPem);
    return { names: leaf.subjectAltName, caPem, isOf: leaf.verify(new X509Certificate(caPem).publicKey) };
  };
  return { certificates: labCertificates({ host, replaceCertificate }, first), last };
}

describe("labCertificates", () => {
  it("serve other names under the same CA", async () => {
    const { certificates, last } = registry();
    await certificates.serveCertificateFor(["other.tkg.test", "third.tkg.test"]);
    expect(last()).toEqual({
      names: "DNS:other.tkg.test, DNS:third.tkg.test",
      caPem: first.certificatePem,
      isOf: true,
    });
  });

  it("serve the registry's own name under another CA, which getcert gives out, and go on from there", async () => {
    const { certificates, last } = registry();
    const next = await certificates.nextCa("same");
    await certificates.serveCa(next);
    expect(last()).toEqual({ names: `DNS:${host}`, caPem: next.certificatePem, isOf: true });
    await certificates.serveCertificateFor([host]);
    expect(last().caPem).toBe(next.certificatePem);
  });

  it("have a next CA: a new key, under the subject of the one that is served or under another", async () => {
    const { certificates } = registry();
    const renamed = await certificates.nextCa({ organization: "Project Harbor", commonName: "Harbor CA 2" });
    await certificates.serveCa(renamed);
    const same = await certificates.nextCa("same");
    expect([renamed.subject.commonName, same.subject.commonName]).toEqual(["Harbor CA 2", "Harbor CA 2"]);
    const keys = [first, renamed, same].map(({ privateKeyPem }) => privateKeyPem.reveal());
    expect(new Set(keys).size).toBe(3);
  });

  it("stay as they were where the registry refuses the new one", async () => {
    let refuses = true;
    const issuers: (string | undefined)[] = [];
    const replaceCertificate = ({ caPem }: ReplaceCertificateInput) => {
      if (refuses) return Promise.reject(new Error("no"));
      issuers.push(caPem);
      return Promise.resolve();
    };
    const certificates = labCertificates({ host, replaceCertificate }, first);
    await expect(certificates.serveCa(await createRootCa())).rejects.toThrow("no");
    refuses = false;
    await certificates.serveCertificateFor([host]);
    expect(issuers).toEqual([first.certificatePem]);
  });
});
