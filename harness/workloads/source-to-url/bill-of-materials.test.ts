import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { billOfMaterials, layerNamed, partsIn } from "./bill-of-materials.ts";

const harbor = {
  ...{ host: "harbor.tkg.test", caPem: "CA", adminUser: "admin", adminPassword: new Secret("Aa1pass") },
  // as: these are all that it is asked for.
} as HarborEndpoint;
const config = (sha?: string) => ({
  config: {
    Labels: {
      "io.buildpacks.lifecycle.metadata": JSON.stringify(sha === undefined ? {} : { sbom: { sha } }),
    },
  },
  rootfs: { diff_ids: ["sha256:1", "sha256:2"] },
});
const document = {
  bomFormat: "CycloneDX",
  components: [{ purl: "pkg:golang/stdlib@1.23.5" }, { name: "without" }, { purl: "pkg:gem/webrick@1.8.1" }],
};

async function read(image: object) {
  await using kubectl = await fakeKubectl(
    { when: "get image.kpack.io *", stdout: "harbor.tkg.test/demo/a@sha256:9" },
    { when: "exec deployment/a *", stdout: JSON.stringify(document) },
  );
  const { toolbox, did } = fakeToolbox({ when: "skopeo inspect", stdout: JSON.stringify(image) });
  const platform = { kubectl: kubectl.options, harbor, jumpbox: toolbox };
  return { attempt: await billOfMaterials({ platform, name: "a" }), did };
}

describe("billOfMaterials", () => {
  it("names the layer and every part", async () => {
    const { attempt, did } = await read(config("sha256:2"));
    expect(attempt).toEqual({
      command: "skopeo inspect --config docker://harbor.tkg.test/demo/a@sha256:9",
      succeeded: true,
      text: "io.buildpacks.lifecycle.metadata: sbom sha256:2\npkg:golang/stdlib@1.23.5\npkg:gem/webrick@1.8.1",
    });
    expect(did.at(-1)).toMatch(/^skopeo inspect --config --cert-dir \S+ --authfile \S+ docker:/);
  });

  it("fails of an image without", async () => {
    const { attempt } = await read(config());
    expect(attempt).toMatchObject({
      succeeded: false,
      text: "io.buildpacks.lifecycle.metadata names no layer with it",
    });
  });
});

it("layerNamed wants the layer itself, not only its name", () => {
  expect(layerNamed(config("sha256:1"))).toBe("sha256:1");
  expect(layerNamed(config("sha256:3"))).toBeUndefined();
  expect(layerNamed({})).toBeUndefined();
});

it("partsIn does not take any document for a bill of materials", () => {
  expect(() => partsIn('{"components":[]}')).toThrow("Reading a bill of materials: its format is undefined");
});
