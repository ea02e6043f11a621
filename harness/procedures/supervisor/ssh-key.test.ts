import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkSshKey, fetchSshKey } from "./ssh-key.ts";

const cluster = { name: "tkc-1", namespace: "ns1" };
const list = `NAME                 TYPE                     DATA   AGE
other-ssh            kubernetes.io/ssh-auth   1      9s
tkc-1-encryption     Opaque                   1      9s
tkc-1-ssh            kubernetes.io/ssh-auth   1      9s`;
const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIJKAIB\n-----END RSA PRIVATE KEY-----\n";

function supervisorWith(key: string) {
  return fakeKubectl(
    { when: "-n ns1 get secrets", stdout: list },
    {
      when: "-n ns1 get secrets tkc-1-ssh -o jsonpath={.data.ssh-privatekey}",
      stdout: Buffer.from(key).toString("base64"),
    },
  );
}

it("takes the key, and shows which secrets there are but not what is in it", async () => {
  await using kubectl = await supervisorWith(pem);
  expect((await fetchSshKey({ kubectl: kubectl.options, cluster })).reveal()).toBe(pem);
  const attempt = await checkSshKey({ kubectl: kubectl.options, cluster });
  expect(attempt.succeeded).toBe(true);
  expect(attempt.text).toMatch(/^NAME .*\ntkc-1-encryption .*\ntkc-1-ssh .*\nRSA PRIVATE KEY, 3 lines$/);
  expect(JSON.stringify(attempt)).not.toContain("MIIJ");
});

it.each(["nothing", pem.replace(/-----END.*\n/, "")])("does not take for a key: %j", async (key) => {
  await using kubectl = await supervisorWith(key);
  expect(await checkSshKey({ kubectl: kubectl.options, cluster })).toMatchObject({ succeeded: false });
});
