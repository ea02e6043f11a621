import { describe, expect, it } from "vitest";
import { readRotateCertificates } from "./read-rotate-certificates.ts";

describe("readRotateCertificates", () => {
  it.each([
    ["rotateCertificates: true\n", true],
    ["rotateCertificates: false", false],
    // A terminal's line ends; a host name and a rule before it, as the loop of seed 001 prints them.
    ["######\r\ntkg-cluster-workers-v8575-59c6645b4-wvnlz\r\nrotateCertificates: true\r\n", true],
    // grep finds nothing.
    ["", false],
  ])("%j: %s", (text, rotates) => {
    expect(readRotateCertificates(text)).toBe(rotates);
  });

  it.each([
    ["rotateCertificates: maybe", "rotateCertificates: maybe"],
    ["rotateCertificates:", "rotateCertificates:"],
    [
      "rotateCertificates: true\nrotateCertificates: false",
      "rotateCertificates: true; rotateCertificates: false",
    ],
  ])("refuses %j", (text, last) => {
    expect(() => readRotateCertificates(text)).toThrow(
      `Reading rotateCertificates from /var/lib/kubelet/config.yaml: it is neither true nor false: ${last}`,
    );
  });
});
