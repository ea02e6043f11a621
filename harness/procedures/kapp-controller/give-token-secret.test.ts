import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { giveTokenSecret } from "./give-token-secret.ts";

const input = { serviceAccount: "hello-sa", namespace: "tkg-package-install" };

describe("giveTokenSecret", () => {
  it("makes a secret for the account's token, and names it in the account", async () => {
    await using kubectl = await fakeKubectl({ when: "*" });
    await giveTokenSecret({ cluster: { kubectl: kubectl.options }, ...input });
    expect(await kubectl.calls()).toEqual([
      "apply --filename -",
      'patch serviceaccount hello-sa --namespace tkg-package-install --type merge --patch {"secrets":[{"name":"hello-sa-token"}]}',
    ]);
    expect(JSON.parse(await kubectl.input())).toEqual({
      ...{ apiVersion: "v1", kind: "Secret", type: "kubernetes.io/service-account-token" },
      metadata: {
        name: "hello-sa-token",
        namespace: "tkg-package-install",
        annotations: { "kubernetes.io/service-account.name": "hello-sa" },
      },
    });
  });

  it("says that the account is not there", async () => {
    const stderr = 'Error from server (NotFound): serviceaccounts "hello-sa" not found';
    await using kubectl = await fakeKubectl({ when: "apply *" }, { when: "patch *", stderr, exitCode: 1 });
    await expect(giveTokenSecret({ cluster: { kubectl: kubectl.options }, ...input })).rejects.toThrow(
      /^Giving service account hello-sa a token secret: .* ended with exit code 1: Error from server \(NotFound\)/,
    );
  });
});
