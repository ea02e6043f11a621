import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { Explainer } from "./explain-text.ts";
import { readSymptoms } from "./read-symptoms.ts";

/**
 * What components say when all is well: lines as they have written them, from green runs on plain kind, of Source-to-URL
 * and of a Supervisor. A file for each who speaks; of lines that differ by names and numbers only there are two.
 */
const folder = join(packageRoot, "harness/explain/ordinary");
const speakers = readdirSync(folder).map((file) => ({
  speaker: file.replace(/\.log$/, ""),
  text: readFileSync(join(folder, file), "utf8"),
}));
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");
const explainer = new Explainer(readSymptoms());
const found = (text: string) =>
  explainer.explain(text).map(({ symptom, message }) => `${symptom.id}: ${message}`);

describe("ordinary lines", () => {
  it("are many, of many speakers", () => {
    expect(speakers.flatMap(({ text }) => linesOf(text)).length).toBeGreaterThanOrEqual(2_000);
    const many = speakers.filter(({ text }) => linesOf(text).length >= 20).map(({ speaker }) => speaker);
    expect(many.length).toBeGreaterThanOrEqual(8);
    expect(speakers.map(({ speaker }) => speaker)).toEqual(
      expect.arrayContaining([
        ...["cartographer", "cluster-api", "containerd", "coredns", "kapp-controller", "kpack"],
        ...["kube-apiserver", "kubelet", "source-controller", "systemd"],
      ]),
    );
  });

  it.each(speakers)("are no symptom, one by one nor all together: $speaker", ({ text }) => {
    expect(linesOf(text).flatMap(found)).toEqual([]);
    expect(found(text)).toEqual([]);
  });

  it("are no symptom when all speak in one log", () => {
    expect(found(speakers.map(({ text }) => text).join(""))).toEqual([]);
    expect(
      found(
        linesOf(speakers.map(({ text }) => text).join(""))
          .toSorted()
          .join("\n"),
      ),
    ).toEqual([]);
  });

  it("do not hide a symptom among them", () => {
    const refused =
      'failed to do request: Head "https://harbor.tkg.test/v2/a/manifests/1": x509: certificate signed by unknown authority';
    const [first, second] = speakers.map(({ text }) => text);
    expect(found(`${first ?? ""}${refused}\n${second ?? ""}`)).toEqual([`N01: ${refused}`]);
  });

  it("hold nothing that is somebody's: no key, no token, no password, no address but of private networks", () => {
    const lines = speakers.flatMap(({ text }) => linesOf(text));
    const telling = [
      /PRIVATE KEY|LS0tLS1CRUdJTi|eyJ[\w-]{8,}\.|client-key-data|\/(?:root|home)\//,
      /[Pp]assword["']?[=:]["']?[^"'\s]|[Tt]oken["']?[=:] *["']?[\w.-]{16}/,
    ];
    expect(lines.filter((line) => telling.some((one) => one.test(line)))).toEqual([]);
    const privateOnes =
      /^(?:0|10|127|255)\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
    const addresses = lines.flatMap((line) =>
      [...line.matchAll(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g)].map(([address]) => address),
    );
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !privateOnes.test(address))).toEqual([]);
  });
});
