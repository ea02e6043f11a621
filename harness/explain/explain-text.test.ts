import { describe, expect, it } from "vitest";
import { Explainer } from "./explain-text.ts";
import { messagesIn } from "./messages.ts";
import { readSymptoms } from "./read-symptoms.ts";
import { spoken } from "./spoken.ts";

const explainer = new Explainer(readSymptoms());
const idsIn = (text: string) => explainer.explain(text).map(({ symptom }) => symptom.id);

describe("what components have said", () => {
  const cases = Object.entries(spoken).flatMap(([id, texts]) => texts.map((text) => [id, text] as const));
  it.each(cases)("is %s: %s", (id, text) => {
    expect(idsIn(text)).toEqual([id]);
  });

  /** Texts of the field's list that no component of the lab has said yet. */
  it.each([
    [
      "N04",
      'failed to load plugin io.containerd.grpc.v1.cri error="invalid plugin config: `mirrors` cannot be set when `config_path` is provided"',
    ],
    ["N06", "x509: certificate relies on legacy Common Name field, use SANs instead"],
    [
      "N06",
      "x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0",
    ],
    ["N07", "x509: cannot validate certificate for 10.0.0.4 because it doesn't contain any IP SANs"],
    [
      "N09",
      "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-22T08:00:00Z is after 2026-11-21T08:00:00Z",
    ],
    [
      "N11",
      'x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "Harbor CA")',
    ],
    [
      "N12",
      "Error: Syncing directory '0': Syncing directory '.' with imgpkgBundle contents: Imgpkg: exit status 1 (stderr: Error: Checking if image is bundle: Collecting images: Working with harbor.test/a@sha256:1: Get \"https://harbor.test/v2/\": x509: certificate signed by unknown authority",
    ],
    [
      "N14",
      'Failed to get API Group-Resources … Get "https://10.96.0.1:443/api?timeout=32s": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      "N15",
      "imgpkg: Error: Creating registry HTTP transport:\nAdding CA certificates from 'base64-ca.crt': failed",
    ],
    [
      "N17",
      "[prepare] prepare:main.go:79: Get https://harbor.test/v2/: x509: certificate signed by unknown authority",
    ],
    [
      "N20",
      "Get \"https://git.test/a.git\": unable to clone 'https://git.test/a.git': x509: certificate signed by unknown authority",
    ],
    [
      "N21",
      'Revision "r" failed with message: Unable to fetch image "harbor.test/a": failed to resolve image to digest: Get "https://harbor.test/v2/": x509: certificate signed by unknown authority',
    ],
    ["N23", "http: server gave HTTP response to HTTPS client"],
    ["N23", String.raw`malformed HTTP response "\x15\x03\x01\x00\x02\x02"`],
    [
      "N24",
      'Failed to pull image "harbor.test/ns1/nginx:latest": pulling from host harbor.test failed with status code [manifests latest]: 401 Unauthorized',
    ],
    [
      "N24",
      "pull access denied for harbor.test/a, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      "N25",
      "Get https://10.0.0.4/service/token?account=admin&service=harbor-registry: x509: cannot validate certificate for 10.0.0.4 because it doesn't contain any IP SANs",
    ],
  ])("and in other places %s: %s", (id, text) => {
    expect(idsIn(text)).toEqual([id]);
  });

  it("is not known who speaks where the text does not say so", () => {
    expect(idsIn("x509: certificate signed by unknown authority")).toEqual(["P09"]);
    expect(idsIn("tls: failed to verify certificate: x509: certificate signed by unknown authority")).toEqual(
      ["P09"],
    );
  });

  it("is found in a longer text, each symptom once", () => {
    const all = [...(spoken.N01 ?? []), "Normal  Pulled  3s  kubelet  done", ...(spoken.N12 ?? [])].join(
      "\n",
    );
    expect(idsIn(`Events:\n${all}\n`)).toEqual(["N01", "N12"]);
  });

  it("names what is to be looked at, and who else has these words", () => {
    const [finding] = explainer.explain(spoken.N12?.[0] ?? "");
    expect(finding?.names).toEqual({ host: "harbor-6c0d14.tkg.test" });
    expect(finding?.alsoHeard.map(({ id }) => id)).toEqual(["N13", "N28"]);
  });

  it.each([
    "",
    "Normal  Scheduled  default-scheduler  Successfully assigned default/a to b",
    "x509 is a standard",
    // A kubelet that is up before its API server is no failure.
    'Post "https://172.18.0.4:6443/apis/certificates.k8s.io/v1/certificatesigningrequests": dial tcp 172.18.0.4:6443: connect: connection refused',
  ])("is nothing: %j", (text) => {
    expect(idsIn(text)).toEqual([]);
  });
});

describe("messagesIn", () => {
  it("joins what goes on after a colon, and leaves the rest apart", () => {
    expect(messagesIn("a:\n  b:\n    c\n\nd\ne:")).toEqual(["a: b: c", "d", "e:"]);
  });

  it("cuts what is longer than any program's into pieces that overlap by half", () => {
    const text = Array.from({ length: 1250 }, (_, n) => `word${1000 + n}`).join("");
    const pieces = messagesIn(text);
    expect(pieces.map((piece) => piece.length)).toEqual([4000, 4000, 4000, 4000]);
    for (let at = 0; at + 2000 <= text.length; at += 500) {
      expect(pieces.filter((piece) => piece.includes(text.slice(at, at + 2000)))).not.toEqual([]);
    }
    expect(messagesIn("a:\n".repeat(10_000)).every((piece) => piece.length <= 4000)).toBe(true);
  });
});

describe("a text that is made to take long", () => {
  it.each([
    ["lines that all go on", "failed to pull and unpack image:\n".repeat(30_000)],
    ["one host that never ends", `Get "https://${"a.".repeat(500_000)}`],
    ["beginnings without an end", "https://harbor.tkg.test/".repeat(20_000)],
    ["an error cut off again and again", "x509: certificate ".repeat(50_000)],
    ["brackets", "waiting to read value [".repeat(20_000)],
  ])("does not: %s", (_what, text) => {
    // Of this thread: what else the machine does counts for nothing.
    const start = process.threadCpuUsage();
    expect(idsIn(text)).toEqual([]);
    expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(3_000);
  });

  it("is searched to its end all the same", () => {
    const refused =
      'failed to do request: Head "https://harbor.tkg.test/v2/a/manifests/1": x509: certificate signed by unknown authority';
    expect(idsIn(`${"x".repeat(1_000_000)} ${refused} ${"y".repeat(1_000_000)}`)).toEqual(["N01"]);
  });
});
