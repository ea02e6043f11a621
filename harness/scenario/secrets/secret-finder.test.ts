import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRootCa, createSshKeyPair } from "../../pki/index.ts";
import { createKeyPair } from "../../pki/key-pair.ts";
import { SecretFinder } from "./secret-finder.ts";

const password = "Aa1-toy-password-0123456789";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const { certificatePem } = await createRootCa();

const finder = new SecretFinder([password, password, "wrong", ""]);

describe("a secret that is known", () => {
  it.each([
    ["as it is", `password=${password}\n`, "password=***\n", ""],
    ["in the header of a login", `Basic ${base64(`admin:${password}`)}\n`, "Basic ***\n", " (in base64)"],
    ["in base64 at another place", `{"v":"${base64(`aa${password}b`)}"}`, '{"v":"***"}', " (in base64)"],
    ["in hex", `0x ${Buffer.from(password).toString("hex")} x`, "0x *** x", " (in hex)"],
  ])("is found %s", (_how, text, hidden, how) => {
    const { rest, sightings } = finder.hideInText(text);
    expect(rest).toBe(hidden);
    expect(sightings.map(({ what }) => what)).toEqual([`a password of the run${how}`]);
  });

  it.each([
    ["URL-encoded", "Aa1%2Ftoy%2Bpassword%20x", "a password of the run (URL-encoded)"],
    ["as in JSON", String.raw`Aa1/toy+pass\"word x`, "a password of the run (as in JSON)"],
  ])("is found %s", (_how, text, what) => {
    const special = new SecretFinder(["Aa1/toy+password x", 'Aa1/toy+pass"word x']);
    const { rest, sightings } = special.hideInText(`<${text}>`);
    expect({ rest, whats: sightings.map((one) => one.what) }).toEqual({ rest: "<***>", whats: [what] });
  });

  it("is found as often as it is there, and the rest of the text stays to the letter", () => {
    const text = `ü ${password} ü ${password}\r\n\u0000${base64(password)} ü`;
    expect(finder.hideInText(text).rest).toBe("ü *** ü ***\r\n\u0000*** ü");
  });

  it("is a token by its looks", () => {
    const token = "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ0b3kifQ.c2ln";
    expect(new SecretFinder([token]).find(Buffer.from(token))).toEqual([
      { start: 0, end: token.length, what: "a token of the run" },
    ]);
  });

  it("that is shorter than any real one is not looked for", () => {
    expect(finder.find(Buffer.from("a wrong password\n"))).toEqual([]);
  });
});

describe("a key that is known", () => {
  it.each(["rsa-2048", "ecdsa-p256"] as const)("is found by one of its lines: %s", async (kind) => {
    const key = (await createKeyPair(kind)).privateKeyPem.reveal();
    const lines = key.split("\n").slice(1, -2);
    const line = lines[kind === "rsa-2048" ? 20 : 1] ?? "";
    const known = new SecretFinder([key]);
    expect(known.hideInText(`  ${line}\n`).rest).toBe("  ***\n");
    const encoded = base64(lines.join("\n"));
    const { rest, sightings } = known.hideInText(`"${encoded}"`);
    expect(sightings[0]?.what).toBe("a private key of the run (in base64)");
    // The head of such a key says which kind it is; nothing secret is left.
    expect(rest.length).toBeLessThan(encoded.length / 2);
  });

  it("is not found in its certificate, nor in authorized_keys", async () => {
    const ca = await createRootCa();
    const ssh = await createSshKeyPair({ comment: "toy" });
    const known = new SecretFinder([ca.privateKeyPem.reveal(), ssh.privateKeyPem.reveal()]);
    for (const text of [ca.certificatePem, base64(ca.certificatePem), ssh.publicKey]) {
      expect(known.find(Buffer.from(text))).toEqual([]);
    }
  });
});

const unknown = new SecretFinder([]);
const pem = (type: "pkcs1" | "pkcs8") =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type, format: "pem" }).toString();
const token = [
  Buffer.from('{"alg":"RS256"}').toString("base64url"),
  "eyJzdWIiOiJ0b3kifQ",
  "c2lnbmF0dXJlLW9mLWEtdG95",
].join(".");
const login = { auths: { "harbor.tkg.test": { auth: base64(`admin:${password}`) } } };

describe("what looks like a secret", () => {
  it.each([
    ["a key in PKCS#8", pem("pkcs8").trim(), "***", "a private key"],
    ["a key in PKCS#1", pem("pkcs1").trim(), "***", "a private key"],
    [
      "a key of OpenSSH",
      pem("pkcs8").trim().replaceAll("PRIVATE", "OPENSSH PRIVATE"),
      "***",
      "a private key",
    ],
    ["a key in YAML", pem("pkcs8").trim().replaceAll("\n", "\n    "), "***", "a private key"],
    ["a key in JSON", JSON.stringify(pem("pkcs8").trim()), '"***"', "a private key"],
    [
      "a key in a journal",
      pem("pkcs8").trim().replaceAll("\n", "\nNov 22 10:00:00 node app[7]: "),
      "***",
      "a private key",
    ],
    ["a key that is cut off", `${pem("pkcs8").slice(0, 400)}\n...`, "***...", "a private key"],
    ["a key in a Secret", `tls.key: ${base64(pem("pkcs8"))}`, "tls.key: ***", "a private key (in base64)"],
    [
      "a kubeconfig",
      `    client-key-data: ${base64("x".repeat(40))}\n`,
      "    client-key-data: ***\n",
      "the client key of a kubeconfig",
    ],
    [
      "a kubeconfig in JSON in JSON",
      JSON.stringify(JSON.stringify({ "client-key-data": base64("x".repeat(40)) })),
      String.raw`"{\"client-key-data\":\"***\"}"`,
      "the client key of a kubeconfig",
    ],
    ["Docker's config.json", '{"auth": "YWRtaW46dG95LXB3"}', '{"auth": "***"}', "a registry login"],
    [
      "a dockerconfigjson",
      `.dockerconfigjson: ${base64(JSON.stringify(login))}`,
      ".dockerconfigjson: ***",
      "a dockerconfigjson",
    ],
    [
      "one with line breaks",
      `.dockerconfigjson: ${base64(JSON.stringify(login, null, 2))}`,
      ".dockerconfigjson: ***",
      "a dockerconfigjson",
    ],
    ["one with tabs", base64(JSON.stringify(login, null, "\t")), "***", "a dockerconfigjson"],
    ["a token", `Authorization: Bearer ${token}`, "Authorization: Bearer ***", "a token"],
    ["a token in a Secret", `token: ${base64(token)}`, "token: ***", "a token (in base64)"],
    [
      "kubeadm's command",
      "join 10.0.0.1:6443 --token 6ia6cs.kpfhkw48erps4tqv --x",
      "join 10.0.0.1:6443 --token *** --x",
      "a bootstrap token",
    ],
    [
      "a described object",
      "        Token:  6ia6cs.kpfhkw48erps4tqv\n",
      "        Token:  ***\n",
      "a bootstrap token",
    ],
    ["an object", '{"token":"6ia6cs.kpfhkw48erps4tqv"}', '{"token":"***"}', "a bootstrap token"],
    [
      "a login in an address",
      "clone https://git:toy-password@git.test/a.git",
      "clone https://git:***@git.test/a.git",
      "a login in an address",
    ],
  ])("is found, whoever has made it: %s", (_what, text, hidden, what) => {
    const { rest, sightings } = unknown.hideInText(text);
    expect(rest).toBe(hidden);
    expect(sightings.map((one) => one.what)).toEqual([what]);
  });

  it.each([
    ["a certificate", certificatePem],
    ["a certificate in base64", base64(certificatePem)],
    ["the mere name of a key", "-----BEGIN PRIVATE KEY----- was expected"],
    ["a key that is hidden already", "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----"],
    ["a kubeconfig as kubectl shows it", "client-key-data: DATA+OMITTED\nclient-key-data: REDACTED"],
    ["a login that is hidden", '"auth": "***", "auth": "", "auth": "kerberos-v5x"'],
    ["logins without any", base64('{"auths":{"harbor.tkg.test":{}}}')],
    ["JSON in base64 that is no token", "eyJhIjoiYiJ9.eyJhIjoiYiJ9.c2lnbmF0dXJlLW9mLWEtdG95"],
    ["two parts of a token", token.split(".").slice(0, 2).join(".")],
    ["kind's bootstrap token, which its source has", "--token abcdef.0123456789abcdef"],
    ["the name of an event", 'event="worker.17a1b2c3d4e5f6a7" token bucket'],
    ["an image with tag and digest", "docker://harbor:1.0.0-photon@sha256:0123"],
    ["an address with a hidden login", "https://git:xxxxx@git.test/a.git"],
    ["words", "the token of admin is not shown, nor its password: ***"],
  ])("is not %s", (_what, text) => {
    expect(unknown.find(Buffer.from(text))).toEqual([]);
  });

  it("is one where it is found in two ways", () => {
    const key = pem("pkcs8");
    expect(new SecretFinder([key, token]).hideInText(`${key}${token}`).rest).toBe("***\n***");
  });
});

describe("speed", () => {
  it("30 MB of log are searched for a hundred secrets in less than a second", () => {
    const secrets = Array.from({ length: 100 }, (_, n) => `Aa1-toy-password-${n}-0123456789`);
    const line = `I1122 10:00:00.000000 1 reconciler.go:7] "Reconciling" object="ns1/tkc-cluster-1" uid="5d5bfdc4-9xk2"\n`;
    const log = Buffer.from(`${line.repeat(Math.ceil(30e6 / line.length))}${secrets[77] ?? ""}`);
    const known = new SecretFinder(secrets);
    // Of this thread: what else the machine does counts for nothing.
    const start = process.threadCpuUsage();
    expect(known.find(log)).toHaveLength(1);
    expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(1000);
  });
});
