import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { AnsweringJumpbox } from "./answering-jumpbox.ts";
import { giveScript, registerByScript } from "./register-by-script.ts";

const supervisor = {
  address: "172.18.0.5",
  administrator: { user: "administrator@vsphere.local", password: new Secret("it's $HOME") },
};

it("brings the script and its settings in, which nobody sees who lists processes", async () => {
  const jumpbox = new AnsweringJumpbox();
  await giveScript({ jumpbox, supervisor });
  const [script, settings] = jumpbox.inputs;
  expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/);
  expect(settings?.split("\n")).toEqual([
    "SV_IP='172.18.0.5'",
    "VC_IP='vcenter.tkg.test'",
    "VC_ADMIN_USER='administrator@vsphere.local'",
    String.raw`VC_ADMIN_PASSWORD='it'\''s $HOME'`,
    "",
  ]);
  expect(jumpbox.typed.join("\n")).not.toContain("$HOME");
  expect(jumpbox.typed.map((line) => line.split(" ").at(-1))).toEqual([
    "/root/register-registry/register-registry.sh",
    "/root/register-registry/register-registry.env",
  ]);
});

it("gives all that the script said and how it ended", async () => {
  const said = { stdout: "one\ntwo", stderr: "three", exitCode: 1 };
  const jumpbox = new AnsweringJumpbox({ when: "bash ", ...said });
  const cluster = { name: "tkc-1", namespace: "ns1" };
  expect(await registerByScript({ jumpbox, cluster, caUrl: "https://harbor/getcert" })).toEqual({
    command: "./register-registry.sh tkc-1 ns1 https://harbor/getcert",
    succeeded: false,
    text: "one\ntwo\nthree\nexit code 1",
  });
});
