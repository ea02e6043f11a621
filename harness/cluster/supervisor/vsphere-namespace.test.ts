import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { createVsphereNamespace } from "./vsphere-namespace.ts";

it("is a namespace in which the administrator may edit", async () => {
  await using kubectl = await fakeKubectl({ when: "*" });
  await createVsphereNamespace({ kubectl: kubectl.options }, "ns1");
  expect(await kubectl.calls()).toEqual(["apply --filename -"]);
  const objects = parseAllDocuments(await kubectl.input()).map((one) => one.toJS() as unknown);
  expect(objects).toMatchObject([
    { kind: "Namespace", metadata: { name: "ns1" } },
    {
      kind: "RoleBinding",
      metadata: { namespace: "ns1" },
      roleRef: { kind: "ClusterRole", name: "edit" },
      subjects: [{ name: "administrator-vsphere-local", namespace: "vmware-system-tkg" }],
    },
  ]);
});
