import { readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { createPullSecret, type UselessConfig, writeUselessConfig } from "./pull-secret.ts";

describe("createPullSecret", () => {
  it("makes it anew as the seed does, and shows its command line", async () => {
    await using kubectl = await fakeKubectl(
      { when: "create *", stdout: "secret/harbor-svc-pull-secret created" },
      { when: "*" },
    );
    const cluster = { kubectl: kubectl.options };
    expect(await createPullSecret({ cluster, file: "/secrets/config.json" })).toEqual({
      command:
        "kubectl create secret generic harbor-svc-pull-secret --from-file=.dockerconfigjson=$HOME/.docker/config.json --type=kubernetes.io/dockerconfigjson",
      succeeded: true,
      text: "secret/harbor-svc-pull-secret created",
    });
    expect(await kubectl.calls()).toEqual([
      "delete secret harbor-svc-pull-secret --ignore-not-found",
      "create secret generic harbor-svc-pull-secret --from-file=.dockerconfigjson=/secrets/config.json --type=kubernetes.io/dockerconfigjson",
    ]);
  });
});

describe("writeUselessConfig", () => {
  async function written(config: UselessConfig) {
    await using folder = await temporaryFolder();
    const file = await writeUselessConfig({ folder: folder.path, host: "harbor.tkg.test", config });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  }

  it("writes a wrong password where the right one would be", async () => {
    const auth = Buffer.from("admin:wrong").toString("base64");
    expect(await written({ kind: "wrong password", user: "admin", password: new Secret("wrong") })).toEqual({
      auths: { "harbor.tkg.test": { auth } },
    });
  });

  it("names a keychain as Docker Desktop does", async () => {
    expect(await written({ kind: "credsStore" })).toEqual({
      auths: { "harbor.tkg.test": {} },
      credsStore: "desktop",
    });
  });
});
