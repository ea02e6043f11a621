import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { AnsweringJumpbox } from "./answering-jumpbox.ts";
import { askWithToken, logInToCluster } from "./log-in.ts";

const supervisor = {
  address: "172.18.0.5",
  administrator: { user: "administrator@vsphere.local", password: new Secret('a"b\\c') },
};
const cluster = { name: "tkc-1", namespace: "ns1" };
const login = {
  session_id: "the-token",
  guest_cluster_server: "172.18.0.6",
  guest_cluster_ca: Buffer.from("-----BEGIN").toString("base64"),
};
const answers = { when: "curl ", stdout: JSON.stringify(login) };

it("logs in to a cluster, and neither password nor token is an argument of a program", async () => {
  const jumpbox = new AnsweringJumpbox(answers);
  const session = await logInToCluster({ jumpbox, supervisor, cluster });
  expect({ ...session, token: session.token.reveal() }).toEqual({
    token: "the-token",
    url: "https://172.18.0.6:6443",
    caFile: "/root/tkc-1-ca.pem",
  });
  expect(jumpbox.inputs).toEqual([
    [
      String.raw`user = "administrator@vsphere.local:a\"b\\c"`,
      String.raw`data = "{\"guest_cluster_name\":\"tkc-1\",\"guest_cluster_namespace\":\"ns1\"}"`,
      "",
    ].join("\n"),
    "-----BEGIN",
  ]);
  await askWithToken({ jumpbox, session });
  expect(jumpbox.inputs.at(-1)).toBe('header = "Authorization: Bearer the-token"\n');
  expect(jumpbox.typed.join("\n")).not.toMatch(/the-token|a"b/);
});

it.each([
  ['{"versions":["v1"]}\nHTTP 200', true],
  ['{"reason":"Unauthorized"}\nHTTP 401', false],
])("takes %j of the API server for what it is", async (stdout, succeeded) => {
  const session = { token: new Secret("t"), url: "https://172.18.0.6:6443", caFile: "/ca" };
  const jumpbox = new AnsweringJumpbox({ when: "curl ", stdout });
  expect(await askWithToken({ jumpbox, session })).toMatchObject({ succeeded, text: stdout });
});
