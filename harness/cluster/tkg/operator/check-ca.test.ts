import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../core/temporary-folder.ts";
import { brokenPem, createRootCa, issueServerCertificate, joinPems } from "../../../pki/index.ts";
import { checkCa, inspectCa } from "./check-ca.ts";
import { createConfigHome } from "./config-home.ts";

const file = "harbor-ca.pem";
let pem: string;
let other: string;
let key: string;
let leaf: string;
beforeAll(async () => {
  const [one, two] = await Promise.all([createRootCa(), createRootCa()]);
  pem = one.certificatePem;
  other = two.certificatePem;
  const server = await issueServerCertificate({ issuer: one, dnsNames: ["harbor.test"] });
  key = server.privateKeyPem.reveal();
  leaf = server.certificatePem;
});

const photon = (text: string | undefined) => inspectCa({ file, text, os: "photon" });
const fetch = "curl -sk https://<registry>/api/v2.0/systeminfo/getcert > harbor-ca.pem";

describe("inspectCa", () => {
  it("has nothing to say of a good CA", () => {
    expect(photon(pem)).toEqual([]);
    expect(photon(brokenPem.bodyIndented(pem))).toEqual([]);
    expect(photon(`Harbor's CA\n${pem.trimEnd()}`)).toEqual([]);
  });

  it("asks for what is missing or empty", () => {
    const missing = "harbor-ca.pem is missing: the overlay cannot be rendered";
    const empty = "harbor-ca.pem is empty: no node would trust anything more";
    expect(photon(undefined)).toEqual([{ level: "error", message: missing, hint: fetch }]);
    expect(photon(" \n")).toEqual([{ level: "error", message: empty, hint: fetch }]);
  });

  it("does not let a private key go to every node", () => {
    for (const text of [key, joinPems([pem, key])]) {
      expect(photon(text)).toEqual([
        {
          level: "error",
          message: "harbor-ca.pem holds a private key, which every node would get",
          hint: "leave only the CA certificate in it",
        },
      ]);
    }
  });

  it.each([
    ["<html>", "it holds no PEM certificate", "a certificate begins with the line"],
    ["base64Wrapped", "it holds no PEM certificate", "decode it with: base64 -d"],
    ["literalBackslashN", "it holds no PEM certificate", "turn them into line ends"],
    ["badFirstGoodSecond", "certificate 1 of 2 cannot be read", "it is cut off or damaged"],
  ])("says why %s is no certificate", (name, message, hint) => {
    const text = name in brokenPem ? brokenPem[name as keyof typeof brokenPem](pem) : name; // as: just looked up
    expect(photon(text)).toEqual([
      {
        level: "error",
        message: expect.stringContaining(message) as string,
        hint: expect.stringContaining(hint) as string,
      },
    ]);
  });

  it.each([
    ["allIndented", "0 of 1", "its BEGIN and END lines are indented, or something else is on them"],
    ["byteOrderMark", "0 of 1", "it begins with a byte order mark"],
    ["joinedWithoutNewline", "0 of 2", "two certificates touch: a line end is missing between them"],
  ] as const)("sees that Go reads nothing of what is %s", (name, count, why) => {
    expect(inspectCa({ file, text: brokenPem[name](pem), os: "ubuntu" })).toEqual([
      {
        level: "error",
        message: `harbor-ca.pem: containerd and kapp-controller would read ${count} certificates: ${why}`,
        hint: expect.stringContaining("fetch it again") as string,
      },
    ]);
  });

  it("sees that Go loses the first of two behind a byte order mark", () => {
    const text = brokenPem.byteOrderMark(joinPems([pem, other]));
    expect(inspectCa({ file, text, os: "ubuntu" })).toMatchObject([
      { level: "error", message: expect.stringContaining("would read 1 of 2 certificates") as string },
    ]);
  });

  it("warns of Windows line ends", () => {
    expect(photon(brokenPem.crlf(pem))).toEqual([
      {
        level: "warning",
        message:
          "harbor-ca.pem has Windows line ends: Go and OpenSSL read it, in the dry run it is hard to read",
        hint: String.raw`sed -i 's/\r$//' harbor-ca.pem`,
      },
    ]);
  });

  it("warns of two certificates where nodes rehash", () => {
    const text = joinPems([pem, other]);
    expect(inspectCa({ file, text, os: "ubuntu" })).toEqual([]);
    expect(photon(text)).toEqual([
      {
        level: "warning",
        message:
          "harbor-ca.pem holds 2 certificates: rehash_ca_certificates.sh makes no hash link for it; containerd trusts them all, curl and openssl on a Photon node none",
        hint: "one certificate per file, each with an entry of its own in the overlay",
      },
    ]);
  });

  it("warns of a certificate that is no CA", () => {
    expect(photon(leaf)).toMatchObject([
      {
        level: "warning",
        message: expect.stringMatching(
          /holds a certificate that is no CA: .*harbor\.test; Go trusts it/,
        ) as string,
      },
    ]);
  });
});

describe("checkCa", () => {
  it("looks beside the overlay", async () => {
    await using dir = await temporaryFolder();
    const home = await createConfigHome({ dir: dir.path, version: "1.4" });
    const path = join(home.customizations, file);
    expect(await checkCa(home, "photon")).toMatchObject([
      { message: `${path} is missing: the overlay cannot be rendered` },
    ]);
    await writeFile(path, pem);
    expect(await checkCa(home, "photon")).toEqual([]);
  });
});
