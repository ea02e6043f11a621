import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { installCertManager } from "./install-cert-manager.ts";

it("applies what the catalogue has, and waits for it", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "manifests.yaml"), "kind: List\n");
  await using kubectl = await fakeKubectl({ when: "*" });
  await installCertManager({ cluster: { kubectl: kubectl.options }, manifests: folder.path });
  const [apply, wait] = await kubectl.calls();
  expect(apply).toMatch(/^apply --server-side /);
  expect(await kubectl.input()).toBe("kind: List\n");
  expect(wait).toMatch(/^wait deployment --all --namespace cert-manager --for=condition=Available /);
});
