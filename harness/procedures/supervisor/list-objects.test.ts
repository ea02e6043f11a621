import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { listEvents, listObjects } from "./list-objects.ts";

describe("listObjects", () => {
  it("types what the seeds type", async () => {
    await using kubectl = await fakeKubectl({ when: "*", stdout: "NAME   TYPE   DATA   AGE" });
    const typed = { cluster: { kubectl: kubectl.options }, what: "secret" };
    expect(await listObjects({ ...typed, namespace: "ns1" })).toEqual({
      command: "kubectl -n ns1 get secret",
      succeeded: true,
      text: "NAME   TYPE   DATA   AGE",
    });
    await listObjects(typed);
    expect(await kubectl.calls()).toEqual(["-n ns1 get secret", "get secret"]);
  });
});

describe("listEvents", () => {
  const listed = async (answer: { readonly stdout?: string; readonly stderr?: string }) => {
    await using kubectl = await fakeKubectl({
      when: "-n ns1 get events --field-selector type=Warning",
      ...answer,
    });
    return await listEvents({
      cluster: { kubectl: kubectl.options },
      namespace: "ns1",
      which: "type=Warning",
    });
  };

  it("gives those that there are", async () => {
    const stdout =
      "LAST SEEN   TYPE      REASON          OBJECT\n9s          Warning   NoCertificate   tanzu";
    expect(await listed({ stdout })).toEqual({
      command: "kubectl -n ns1 get events --field-selector type=Warning",
      succeeded: true,
      text: stdout,
    });
  });

  it("fails where there is none: kubectl calls that a success", async () => {
    const stderr = "No resources found in ns1 namespace.";
    expect(await listed({ stderr })).toMatchObject({ succeeded: false, text: stderr });
  });
});
