import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { Secret } from "../../core/secret.ts";
import { supervisorManifests } from "./supervisor-manifests.ts";

const lab = {
  nodeImage: "photon:1",
  loadBalancer: { imageRepository: "tkglab.test", imageTag: "1" },
  ...{ kubernetesVersion: "v1.34.4", pods: "10.1.0.0/16", services: "10.2.0.0/16" },
  cni: { "flannel.yaml": "kind: DaemonSet\n---\nkind: ConfigMap\n" },
};

it("has the API first, then the controller, then what that reads", async () => {
  const administrator = { user: "administrator@vsphere.local", password: new Secret('a "b"') };
  const text = await supervisorManifests(lab, administrator);
  // as: they are read by the expectations
  const objects = parseAllDocuments(text).map((one) => one.toJS() as Readonly<Record<string, unknown>>);
  const kinds = objects.map(({ kind }) => kind);
  expect(kinds.slice(0, 3)).toEqual([
    ...["CustomResourceDefinition", "CustomResourceDefinition", "Namespace"],
  ]);
  expect(kinds).toContain("Deployment");
  const [settings, accounts] = objects.slice(-2);
  const metadata = (name: string) => ({ name, namespace: "vmware-system-tkg" });
  expect(settings).toEqual({
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: metadata("tkg-controller") },
    data: { "lab.json": JSON.stringify(lab) },
  });
  expect(accounts).toEqual({
    ...{ apiVersion: "v1", kind: "Secret", metadata: metadata("tkg-accounts") },
    stringData: { "accounts.json": '{"administrator@vsphere.local":"a \\"b\\""}' },
  });
});
