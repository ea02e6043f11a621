import { describe, expect, it } from "vitest";
import { fakeToolbox, type ToolboxAnswer } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { relocateBundle, type RelocateBundleInput } from "./relocate-bundle.ts";

const harbor = {
  host: "harbor.tkg.test",
  adminUser: "admin",
  adminPassword: new Secret("Harbor12345"),
  // as: relocating reads these of an endpoint and no others.
} as HarborEndpoint;
const repository = "library/hello-bundle";
const tar = "/root/relocation/library-hello-bundle.tar";
const ca = "/root/relocation/harbor-ca.pem";

async function relocate(answer: Omit<ToolboxAnswer, "when">, more: Partial<RelocateBundleInput> = {}) {
  const size = { when: "stat ", stdout: "1001" };
  const { toolbox, files, did } = fakeToolbox({ when: "imgpkg copy ", ...answer }, size);
  const attempt = await relocateBundle({ toolbox, harbor, bundle: "/cache/bundle", repository, ...more });
  return { attempt, files, did };
}

describe("relocateBundle", () => {
  it("copies the tar into the registry as its admin, and imgpkg is told of the CA", async () => {
    const { attempt, files, did } = await relocate({ stdout: "copy | done" }, { caPem: "the CA\n" });
    expect(attempt).toEqual({
      command:
        "imgpkg copy --tar bundle.tar --to-repo harbor.tkg.test/library/hello-bundle --registry-ca-cert-path harbor-ca.pem",
      succeeded: true,
      text: "copy | done",
    });
    expect(files).toEqual({
      [tar]: "copy of /cache/bundle/bundle.tar",
      [ca]: "the CA\n",
      "/root/.docker/config.json": JSON.stringify({
        auths: { "harbor.tkg.test": { auth: Buffer.from("admin:Harbor12345").toString("base64") } },
      }),
    });
    // The folder comes with the first file; imgpkg comes when everything is there.
    expect(did[0]).toBe(`write ${ca}`);
    expect(did.slice(3)).toEqual([
      `imgpkg copy --tty --tar ${tar} --to-repo harbor.tkg.test/library/hello-bundle --registry-ca-cert-path ${ca}`,
    ]);
  });

  it("gives imgpkg's words where it is told of no CA, and fails", async () => {
    const stderr = "imgpkg: Error: x509: certificate signed by unknown authority";
    const { attempt, did } = await relocate({ stdout: "copy | importing", stderr, exitCode: 1 });
    expect(attempt).toEqual({
      command: "imgpkg copy --tar bundle.tar --to-repo harbor.tkg.test/library/hello-bundle",
      succeeded: false,
      text: `copy | importing\n${stderr}`,
    });
    expect(did.at(-1)).not.toContain("--registry-ca-cert-path");
  });

  it("cuts the tar off where only a part of it has arrived", async () => {
    const { did } = await relocate({}, { part: 0.5 });
    expect(did.slice(3, -1)).toEqual([`stat --format %s ${tar}`, `truncate --size 500 ${tar}`]);
  });
});
