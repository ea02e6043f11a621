import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { systemClock } from "../../core/clock.ts";
import { Secret } from "../../core/secret.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { readTokenTimes } from "./session-token.ts";
import { checkTokenExpires, tokenThatExpires } from "./token-times.ts";

const now = Math.floor(systemClock.now() / 1000);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const session = (exp: number) => ({
  ...{ url: "https://172.18.0.6:6443", caFile: "/ca" },
  token: new Secret(`${part({ alg: "RS256" })}.${part({ iat: exp - 3600, exp })}.c2ln`),
});

it("says after how long a token expires, and refuses one that has", async () => {
  expect(await checkTokenExpires({ session: session(now + 600) })).toMatchObject({
    succeeded: true,
    text: expect.stringMatching(/: after 60 minutes$/) as string,
  });
  expect(await checkTokenExpires({ session: session(now - 1) })).toMatchObject({ succeeded: false });
});

it("makes a token that has expired with the cluster's own key", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" });
  await using kubectl = await fakeKubectl({
    when: String.raw`get secret tkc-1-sa --namespace ns1 -o jsonpath={.data.tls\\.key}`,
    stdout: Buffer.from(pem).toString("base64"),
  });
  const management = { kubectl: kubectl.options };
  // as: nothing else of it is used.
  const cluster = { name: "tkc-1", namespace: "ns1", management } as unknown as WorkloadCluster;
  const token = await tokenThatExpires({ cluster, session: session(now + 600), expiresIn: -5 });
  const { iat, exp } = readTokenTimes(token);
  expect([exp - iat, Math.round((exp - now) / 60)]).toEqual([600, -5]);
});
