import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkNothingInstalled } from "./check-nothing-installed.ts";

/** Looks into a namespace in which kubectl lists this. */
async function looking(stdout: string) {
  await using kubectl = await fakeKubectl({ when: "get *", stdout });
  return await checkNothingInstalled({ cluster: { kubectl: kubectl.options }, namespace: "team" });
}

describe("checkNothingInstalled", () => {
  it("passes over what every namespace has", async () => {
    expect(await looking("serviceaccount/default\n")).toEqual({
      command: "kubectl get packageinstalls,apps,serviceaccounts,secrets --namespace team --output name",
      succeeded: true,
      text: "nothing",
    });
  });

  it("names what is left of an install", async () => {
    expect(await looking("serviceaccount/default\nserviceaccount/hello-team-sa\n")).toMatchObject({
      succeeded: false,
      text: "serviceaccount/hello-team-sa",
    });
  });
});
