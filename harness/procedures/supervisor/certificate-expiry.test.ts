import { describe, expect, it } from "vitest";
import { readCertificateExpiry } from "./certificate-expiry.ts";
import * as sample from "./sample-certificate-expiry.ts";

/** The shape of kubeadm 1.21 in seed 001: other lines before, and no authority for the .conf files. */
const older = `######
tkg-cluster-control-plane-k8bqh
[check-expiration] Reading configuration from the cluster...

CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Oct 04, 2023 23:00 UTC   363d                                    no
etcd-server                Oct 04, 2023 23:00 UTC   363d            etcd-ca                 no

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
etcd-ca                 Oct 01, 2032 22:56 UTC   9y              no
`;

const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const read = readCertificateExpiry;

describe("readCertificateExpiry", () => {
  it("gives both tables as rows", () => {
    const { certificates, authorities, missing } = read(sample.aYear);
    expect(certificates).toHaveLength(11);
    expect(certificates[0]).toEqual({
      name: "admin.conf",
      expires: new Date("2027-11-22T02:13:00Z"),
      residual: "364d",
      expired: false,
      authority: "ca",
      externallyManaged: false,
    });
    expect(names(certificates)).toContain("super-admin.conf");
    expect(certificates.map(({ authority }) => authority)).toContain("front-proxy-ca");
    expect(names(authorities)).toEqual(["ca", "etcd-ca", "front-proxy-ca"]);
    expect(authorities[1]).toEqual({
      name: "etcd-ca",
      expires: new Date("2036-11-19T02:13:00Z"),
      residual: "9y",
      expired: false,
      externallyManaged: false,
    });
    expect(missing).toEqual([]);
  });

  it("reads an older kubeadm, and passes over what comes before", () => {
    const { certificates, authorities } = read(older);
    expect(certificates.map(({ name, authority }) => [name, authority])).toEqual([
      ["admin.conf", undefined],
      ["etcd-server", "etcd-ca"],
    ]);
    expect(authorities[0]?.expires).toEqual(new Date("2032-10-01T22:56:00Z"));
  });

  it("passes over what kubeadm says where it falls back to its defaults", () => {
    expect(read(sample.withoutCluster)).toEqual(read(sample.aYear));
  });

  it("reads what a terminal makes of the lines", () => {
    expect(read(sample.aYear.replaceAll("\n", "\r\n"))).toEqual(read(sample.aYear));
  });

  it("tells what has expired from what is about to", () => {
    const { certificates } = read(sample.expired);
    const gone = certificates.filter(({ expired }) => expired);
    expect(gone.map(({ name, residual }) => [name, residual])).toEqual([
      ["admin.conf", "<invalid>"],
      ["apiserver", "<invalid>"],
    ]);
    expect(gone[1]?.expires).toEqual(new Date("2026-11-22T02:15:00Z"));
    expect(certificates.map(({ residual }) => residual)).toEqual(
      expect.arrayContaining(["7m49s", "25h", "2d1h", "541d"]),
    );
    expect(read(sample.nearExpiry).certificates.every(({ expired }) => !expired)).toBe(true);
  });

  it("names what is missing, and keeps it out of the rows", () => {
    const { certificates, missing } = read(sample.incomplete);
    expect(missing).toEqual(["etcd-healthcheck-client", "super-admin.conf"]);
    expect(certificates).toHaveLength(9);
    const withoutAuthority = sample.aYear.replace(/^ca .*$/m, "!MISSING! ca");
    expect(read(withoutAuthority)).toMatchObject({ missing: ["ca"], authorities: [{}, {}] });
  });

  it("says what kubeadm cannot renew", () => {
    const { certificates, authorities } = read(sample.external);
    const external = certificates.filter(({ externallyManaged }) => externallyManaged);
    expect(new Set(external.map(({ authority }) => authority))).toEqual(new Set(["ca"]));
    expect(authorities.map(({ externallyManaged }) => externallyManaged)).toEqual([true, false, false]);
  });
});

const doing = "Reading what kubeadm certs check-expiration printed";

describe("what is not as kubeadm prints it", () => {
  const line = (text: string) => older.replace(/^etcd-server .*$/m, text);

  it.each([
    "etcd-server                Oct 04, 2023 23:00 CET   363d            etcd-ca                 no",
    "etcd-server                Okt 04, 2023 23:00 UTC   363d            etcd-ca                 no",
    "etcd-server                Oct 44, 2023 23:00 UTC   363d            etcd-ca                 no",
    "etcd-server                Oct 04, 2023 23:00 UTC   soon            etcd-ca                 no",
    "etcd-server                Oct 04, 2023 23:00 UTC   363d            etcd-ca                 maybe",
    "error: something came in between",
  ])("is named: %s", (text) => {
    expect(() => read(line(text))).toThrow(`${doing}: line 7 is no row of its table: ${text}`);
  });

  it("an authority that has one is no authority", () => {
    const text = "etcd-ca                 Oct 01, 2032 22:56 UTC   9y   ca   no";
    expect(() => read(older.replace(/^etcd-ca .*$/m, text))).toThrow(
      `${doing}: line 10 is no row of its table: ${text}`,
    );
  });

  it("the output of two nodes is not that of one", () => {
    expect(() => read(older + older)).toThrow(`${doing}: line 11 is no row of its table: ######`);
  });

  it.each([
    ["", "the table of certificates is not there; its last line is: (nothing)"],
    [
      "sudo: kubeadm: command not found\n",
      "the table of certificates is not there; its last line is: sudo: kubeadm: command not found",
    ],
    [
      older.split("\nCERTIFICATE AUTHORITY ")[0] ?? "",
      "the table of certificate authorities is not there; its last line is: etcd-server                Oct 04, 2023 23:00 UTC   363d            etcd-ca                 no",
    ],
  ])("a table that is not there: %#", (text, what) => {
    expect(() => read(text)).toThrow(`${doing}: ${what}`);
  });
});
