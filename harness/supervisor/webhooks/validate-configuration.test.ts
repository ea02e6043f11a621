import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { brokenPem, createRootCa, expired, issueServerCertificate } from "../../pki/index.ts";
import type { TrustedCa } from "../api/settings.ts";
import { describeProblem } from "./field-problem.ts";
import { base64, configurationOf } from "./objects-under-test.ts";
import { validateConfiguration } from "./validate-configuration.ts";

const now = new Date();
const key = "ecdsa-p256";
const ca = await createRootCa({ key });
const other = await createRootCa({ key });
const pem = ca.certificatePem;
const der = new X509Certificate(pem).raw;
const rsaDer = new X509Certificate((await createRootCa({})).certificatePem).raw;
const server = await issueServerCertificate({ issuer: ca, key, dnsNames: ["harbor.example"] });

const problems = (...cas: readonly TrustedCa[]) =>
  validateConfiguration(configurationOf(...cas), now).problems.map(describeProblem);
const warnings = (data: string) =>
  validateConfiguration(configurationOf({ name: "harbor-ca", data }), now).warnings.map(describeProblem);

const field = "spec.trust.additionalTrustedCAs[0]";
const encode = "it should be the PEM certificate in base64, once: base64 -w0 ca.crt";

describe("validateConfiguration", () => {
  it.each([
    ["a CA", base64(pem)],
    ["as base64 without -w0 makes it", base64(pem).replaceAll(/(.{76})/g, "$1\n")],
    ["with Windows line ends", base64(brokenPem.crlf(pem))],
    ["text around it", base64(`Harbor's CA\n${pem}\n`)],
    ["a server's own certificate", base64(server.certificatePem)],
  ])("allows %s", (_, data) => {
    expect(problems({ name: "harbor-ca", data })).toEqual([]);
    expect(warnings(data)).toEqual([]);
  });

  it("allows two CAs, and names of every kind", () => {
    expect(
      problems({ name: "a_B-9.x", data: base64(pem) }, { name: "other", data: base64(other.certificatePem) }),
    ).toEqual([]);
  });

  it.each([
    ["", `is empty; ${encode}`],
    [" \n", `is empty; ${encode}`],
    [pem, `is PEM as it stands in the file; ${encode}`],
    [
      rsaDer.toString("base64"),
      "is a certificate in DER, in base64; it should be PEM, in base64 once: openssl x509 -inform der -in ca.der | base64 -w0",
    ],
    [
      der.toString("base64").slice(0, -1),
      `is no base64: it is cut off, or put together of several pieces; ${encode}`,
    ],
    [base64(pem).slice(0, 401), `is no base64: it is cut off, or put together of several pieces; ${encode}`],
    [base64(pem).slice(0, 400), `holds a PEM certificate that is cut off or damaged; ${encode}`],
    [
      `${base64("a")}${base64(pem)}`,
      `is no base64: it is cut off, or put together of several pieces; ${encode}`,
    ],
    [base64(pem).replace(/^.{9}/, "$& "), `is no base64: it has a space in it; ${encode}`],
    [`-${base64(pem)}`, `is no base64: it has "-", which is of base64url, in it; ${encode}`],
    ["<base64>", `is no base64: it has "<" in it; ${encode}`],
    ["증명서", `is no base64: it has a character that does not print in it; ${encode}`],
    [base64("hello"), `is base64 of something that is no PEM certificate; ${encode}`],
    [
      base64(server.privateKeyPem.reveal()),
      "holds a private key, which every node would get; it should be the certificate alone",
    ],
    [
      base64(`${pem}${server.privateKeyPem.reveal()}`),
      "holds a private key, which every node would get; it should be the certificate alone",
    ],
    ...(["allIndented", "joinedWithoutNewline"] as const).map((name) => [
      base64(brokenPem[name](pem)),
      "is PEM that nodes cannot read: a BEGIN or END line is indented, or touches something else; it should be PEM whose BEGIN and END are lines of their own, in base64 once",
    ]),
    [
      base64(brokenPem.byteOrderMark(pem)),
      "is PEM that nodes cannot read: a BEGIN or END line is indented, or touches something else; it should be PEM whose BEGIN and END are lines of their own, in base64 once",
    ],
    [
      base64(brokenPem.literalBackslashN(pem)),
      `holds a PEM certificate that is cut off or damaged; ${encode}`,
    ],
    [
      base64(brokenPem.badFirstGoodSecond(pem)),
      `holds a PEM certificate that is cut off or damaged; ${encode}`,
    ],
  ])("refuses data %#: %s", (data, sentence = "") => {
    expect(problems({ name: "harbor-ca", data })).toEqual([`${field}.data ${sentence}`]);
  });

  it.each([base64(base64(pem)), base64(base64(base64(pem))), base64(`${base64(pem)}\n`)])(
    "takes base64 of base64 as the field does, and warns of it: %#",
    (data) => {
      expect(problems({ name: "harbor-ca", data })).toEqual([]);
      expect(warnings(data)).toEqual([
        `${field}.data is base64 of base64; it should be encoded once: decode it with base64 -d, and give what comes out`,
      ]);
    },
  );

  it.each([
    ["", "is empty"],
    ["harbor ca", 'is "harbor ca"'],
    ["../../etc/passwd", 'is "../../etc/passwd"'],
    ["harbor\n", String.raw`is "harbor\n"`],
    ["하버", 'is "하버"'],
  ])("refuses the name %j", (name, is) => {
    expect(problems({ name, data: base64(pem) })).toEqual([
      `${field}.name ${is}; it should have letters, digits, '-', '_' and '.' only: it becomes a file's name on the nodes`,
    ]);
  });

  it("refuses a name that is too long for a file, or there twice", () => {
    const data = base64(pem);
    expect(problems({ name: "a".repeat(252), data })).toEqual([
      `${field}.name has 252 characters; it should have 251 at most`,
    ]);
    expect(problems({ name: "a", data }, { name: "b", data }, { name: "a", data })).toEqual([
      'spec.trust.additionalTrustedCAs[2].name is "a", as spec.trust.additionalTrustedCAs[0].name is; it should be its own: both would be one file',
    ]);
  });

  it("names every field that is wrong", () => {
    expect(problems({ name: "a b", data: "?" }, { name: "b", data: "" })).toHaveLength(3);
  });

  it("warns of what is of no use, or of less", async () => {
    const gone = await createRootCa({ key, validity: expired() });
    const [sentence = ""] = warnings(base64(gone.certificatePem));
    expect(sentence).toMatch(
      /^spec\.trust\.additionalTrustedCAs\[0\]\.data holds .*, which has expired on \d{4}-\d\d-\d\d; it should be the CA's present certificate$/,
    );
    expect(warnings(base64(`${pem}${other.certificatePem}`))).toEqual([
      `${field}.data holds 2 certificates; rehash_ca_certificates.sh makes links for files with one only: curl and openssl on a node will not find them, containerd will`,
    ]);
    const named = { ...configurationOf(), metadata: { name: "mine" } };
    expect(validateConfiguration(named, now).warnings.map(describeProblem)).toEqual([
      'metadata.name is "mine"; only "tkg-service-configuration" is read',
    ]);
  });

  it("refuses a proxy that is not whole, or not of http, without repeating its password", () => {
    const proxy = {
      httpProxy: "http://user:hunter2@10.0.0.1:3128",
      httpsProxy: "https://user:hunter2@10.0.0.1",
    };
    const { problems: found } = validateConfiguration({ ...configurationOf(), spec: { proxy } }, now);
    expect(found.map(describeProblem)).toEqual([
      "spec.proxy.noProxy is missing; a proxy should have all of httpProxy, httpsProxy and noProxy",
      "spec.proxy.httpsProxy is a URL of https; it should be http://[user:password@]address:port",
    ]);
  });
});
