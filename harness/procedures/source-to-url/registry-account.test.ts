import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { giveRegistryAccount, giveServiceAccount } from "./registry-account.ts";

describe("giveRegistryAccount", () => {
  it("has kpack enter with its Secret, and the kubelet with the one that all have", async () => {
    await using kubectl = await fakeKubectl({ when: "apply *" });
    await giveRegistryAccount({
      cluster: { kubectl: kubectl.options },
      name: "other",
      host: "harbor.tkg.test",
      username: "robot$demo+other",
      password: new Secret("Aa1pass"),
    });
    expect(JSON.parse(await kubectl.input())).toEqual({
      apiVersion: "v1",
      kind: "List",
      items: [
        {
          apiVersion: "v1",
          kind: "Secret",
          metadata: {
            name: "other",
            namespace: "default",
            annotations: { "kpack.io/docker": "https://harbor.tkg.test" },
          },
          type: "kubernetes.io/basic-auth",
          stringData: { username: "robot$demo+other", password: "Aa1pass" },
        },
        {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: { name: "other", namespace: "default" },
          secrets: [{ name: "other" }],
          imagePullSecrets: [{ name: "regsecret" }],
        },
      ],
    });
    expect((await kubectl.calls()).join("\n")).not.toContain("Aa1pass");
  });
});

describe("giveServiceAccount", () => {
  it.each([
    [true, [{ name: "regsecret" }]],
    [false, []],
  ])("has the kubelet pull, and kpack push where it is told: %s", async (forKpack, secrets) => {
    await using kubectl = await fakeKubectl({ when: "apply *" });
    await giveServiceAccount({ cluster: { kubectl: kubectl.options }, name: "other", forKpack });
    expect(JSON.parse(await kubectl.input())).toMatchObject({
      items: [{ kind: "ServiceAccount", secrets, imagePullSecrets: [{ name: "regsecret" }] }],
    });
  });
});
