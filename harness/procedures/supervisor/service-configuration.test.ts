import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { applyServiceConfiguration, writeServiceConfiguration } from "./service-configuration.ts";

describe("writeServiceConfiguration", () => {
  it("writes tks.yaml as the seed has it, a CA's data in one line", async () => {
    await using folder = await temporaryFolder();
    const data = "LS0tLS1C".repeat(100);
    const cas = [{ name: "harbor-ca", data }];
    const file = await writeServiceConfiguration({ folder: folder.path, cas });
    expect(file).toBe(`${folder.path}/tks.yaml`);
    expect(await readFile(file, "utf8")).toBe(`apiVersion: run.tanzu.vmware.com/v1alpha1
kind: TkgServiceConfiguration
metadata:
  name: tkg-service-configuration
spec:
  defaultCNI: antrea
  trust:
    additionalTrustedCAs:
      - name: harbor-ca
        data: ${data}
`);
  });
});

describe("applyServiceConfiguration", () => {
  it("is an attempt: what the API server refuses is its text", async () => {
    const stderr = 'The TkgServiceConfiguration "tkg-service-configuration" is invalid: spec.trust';
    await using kubectl = await fakeKubectl({ when: "apply --filename /x/tks.yaml", stderr, exitCode: 1 });
    const supervisor = { kubectl: kubectl.options };
    expect(await applyServiceConfiguration({ supervisor, file: "/x/tks.yaml" })).toEqual({
      command: "kubectl apply -f tks.yaml",
      succeeded: false,
      text: stderr,
    });
  });

  it("keeps what it warns of beside what it did", async () => {
    const done = { stdout: "tkgserviceconfiguration configured", stderr: "Warning: is base64 of base64" };
    await using kubectl = await fakeKubectl({ when: "apply *", ...done });
    const supervisor = { kubectl: kubectl.options };
    expect(await applyServiceConfiguration({ supervisor, file: "/x/tks.yaml" })).toMatchObject({
      succeeded: true,
      text: "tkgserviceconfiguration configured\nWarning: is base64 of base64",
    });
  });
});
