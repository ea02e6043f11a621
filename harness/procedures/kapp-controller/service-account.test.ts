import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { createServiceAccount, grantEverything } from "./service-account.ts";

describe("a service account", () => {
  it("is made with no rights, and gets all of them later", async () => {
    await using kubectl = await fakeKubectl({ when: "*" });
    const cluster = { kubectl: kubectl.options };
    await createServiceAccount({ cluster, name: "poor", namespace: "team" });
    await grantEverything({ cluster, serviceAccount: "poor", namespace: "team" });
    expect(await kubectl.calls()).toEqual([
      "create serviceaccount poor --namespace team",
      "create clusterrolebinding team-poor --clusterrole=cluster-admin --serviceaccount=team:poor",
    ]);
  });
});
