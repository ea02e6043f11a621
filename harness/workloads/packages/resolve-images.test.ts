import { expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { resolveImages } from "./resolve-images.ts";

const harbor = {
  host: "harbor.tkg.test",
  adminUser: "admin",
  adminPassword: new Secret("Harbor12345"),
  // as: resolving reads these of an endpoint and no others.
} as HarborEndpoint;
const image = "harbor.tkg.test/demo/stack/run:1";

it("kbld is told of the CA by a flag, and of nothing where there is none", async () => {
  const { toolbox, files, did } = fakeToolbox({ when: "kbld ", stdout: "image: i@sha256:1" });
  expect(await resolveImages({ toolbox, harbor, image, caPem: "the CA\n" })).toEqual({
    command: "kbld -f pod.yaml --registry-ca-cert-path harbor-ca.pem",
    succeeded: true,
    text: "image: i@sha256:1",
  });
  expect(files["/root/resolving/pod.yaml"]).toContain(`"image":"${image}"`);
  expect(files["/root/resolving/harbor-ca.pem"]).toBe("the CA\n");
  const { command } = await resolveImages({ toolbox, harbor, image });
  expect(command).toBe("kbld -f pod.yaml");
  expect(did.at(-1)).toBe("kbld -f /root/resolving/pod.yaml");
});
