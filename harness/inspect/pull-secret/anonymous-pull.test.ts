import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createRootCa, issueServerCertificate } from "../../pki/index.ts";
import { askAnonymously } from "./anonymous-pull.ts";

const key = "ecdsa-p256";
const ca = await createRootCa({ key });
const other = await createRootCa({ key });
const { chainPem, privateKeyPem } = await issueServerCertificate({
  ...{ issuer: ca, key, dnsNames: ["harbor.tkg.test"] },
});
const image = { repository: "library/a", reference: "1.0" };
const manifest = "/v2/library/a/manifests/1.0";

/** A registry that gives a manifest to those with a token, and a token as it is told. */
async function ask({
  realm = "https://harbor.tkg.test/service/token",
  token = "t",
  status = 200,
  trusted = ca,
}) {
  const seen: string[] = [];
  const answer = ({ url = "", headers }: IncomingMessage) => {
    seen.push(`${url} ${headers.authorization ?? "-"}`);
    if (url.startsWith("/service/token"))
      return { status: token === "" ? 401 : 200, body: `{"token":"${token}"}` };
    return headers.authorization === "Bearer t" ? { status, body: "{}" } : { status: 401, body: "" };
  };
  const server = createServer({ cert: chainPem, key: privateKeyPem.reveal() }, (request, response) => {
    const { status: code, body } = answer(request);
    const challenge = `Bearer realm="${realm}",service="harbor-registry",scope="repository:library/a:pull"`;
    response.writeHead(code, code === 401 ? { "www-authenticate": challenge } : {}).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  const target = { host: "harbor.tkg.test", address: "127.0.0.1", port, caPem: trusted.certificatePem };
  try {
    return { answer: await askAnonymously(target, image, undefined), seen };
  } finally {
    server.close();
  }
}

describe("askAnonymously", () => {
  it("is granted with the token that anybody gets", async () => {
    expect(await ask({})).toEqual({
      answer: "granted",
      seen: [
        `${manifest} -`,
        "/service/token?service=harbor-registry&scope=repository%3Alibrary%2Fa%3Apull -",
        `${manifest} Bearer t`,
      ],
    });
  });

  it("is refused where the token gives no right, or there is none", async () => {
    expect((await ask({ token: "useless" })).answer).toBe("refused");
    expect((await ask({ token: "" })).answer).toBe("refused");
    expect((await ask({ status: 404 })).answer).toBe("refused");
    expect((await ask({ realm: "nonsense" })).answer).toBe("refused");
  });

  it("does not know what a registry in trouble would say", async () => {
    expect((await ask({ status: 500 })).answer).toEqual({ unknown: "the registry answers 500" });
  });

  it("asks nobody else for a token, and nobody whom it cannot verify", async () => {
    expect((await ask({ realm: "https://tokens.test/service/token" })).answer).toEqual({
      unknown: "its tokens come from tokens.test, which was not asked",
    });
    const { answer, seen } = await ask({ trusted: other });
    expect(answer).toEqual({ unknown: expect.stringContaining("unable to verify") as string });
    expect(seen).toEqual([]);
  });
});
