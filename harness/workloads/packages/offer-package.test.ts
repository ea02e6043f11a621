import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { offerPackage, relocated } from "./offer-package.ts";

const digest = `sha256:${"a1".repeat(32)}`;
const packageYaml = `kind: Package
spec:
  template:
    spec:
      fetch:
        - imgpkgBundle:
            image: index.docker.io/made-here/hello-bundle@${digest}
      template:
        - ytt: {inline: {paths: {namespace.yaml: "kind: Namespace"}}}
`;
const repository = "harbor.tkg.test/library/hello-bundle";

describe("relocated", () => {
  it("takes the bundle from another repository by the same digest, and nothing else changes", () => {
    expect(relocated(packageYaml, repository)).toBe(
      packageYaml.replace("index.docker.io/made-here/hello-bundle", repository),
    );
  });

  it.each([
    ["no image", "kind: Package\n"],
    ["an image by its tag", packageYaml.replace(`@${digest}`, ":1.0.0")],
    ["half a digest", packageYaml.replace(digest, digest.slice(0, -1))],
  ])("refuses a package with %s", (_what, text) => {
    expect(() => relocated(text, repository)).toThrow(
      `Naming ${repository} in package.yaml: it holds no image with a digest`,
    );
  });
});

describe("offerPackage", () => {
  async function offer(text: string) {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "package.yaml"), text);
    await writeFile(join(folder.path, "package-metadata.yaml"), "kind: PackageMetadata\n");
    await using kubectl = await fakeKubectl(
      { when: "apply --namespace *", stdout: "package.data.packaging.carvel.dev/hello created" },
      { when: "apply *" },
    );
    const cluster = { kubectl: kubectl.options };
    const input = { cluster, manifests: folder.path, repository, namespace: "tkg-package-install" };
    const outcome: unknown = await offerPackage(input).catch((error: unknown) => error);
    return { outcome, calls: await kubectl.calls(), input: await kubectl.input() };
  }

  it("makes the namespace, then applies the relocated package and its metadata there", async () => {
    const { outcome, calls, input } = await offer(packageYaml);
    expect(outcome).toBe("package.data.packaging.carvel.dev/hello created");
    expect(calls).toEqual(["apply --filename -", "apply --namespace tkg-package-install --filename -"]);
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "tkg-package-install" } };
    expect(input).toBe(
      `${JSON.stringify(namespace)}${relocated(packageYaml, repository)}\n---\nkind: PackageMetadata\n`,
    );
  });

  it("touches nothing where the package names no bundle", async () => {
    const { outcome, calls } = await offer("kind: Package\n");
    expect(outcome).toMatchObject({ code: "bad-input" });
    expect(calls).toEqual([]);
  });
});
