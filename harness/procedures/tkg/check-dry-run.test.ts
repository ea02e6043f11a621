import { describe, expect, it } from "vitest";
import type { Tanzu } from "../../cluster/index.ts";
import { HarnessError } from "../../core/errors.ts";
import { checkDryRun } from "./check-dry-run.ts";

const caPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
const bootstrap = JSON.stringify({
  files: [{ path: "/etc/ssl/certs/harbor-ca.pem", content: caPem }],
  preKubeadmCommands: ["! which rehash_ca_certificates.sh 2>/dev/null || rehash_ca_certificates.sh"],
});
const manifests = `apiVersion: a/v1
kind: KubeadmControlPlane
metadata: {name: abc-control-plane}
spec: {kubeadmConfigSpec: ${bootstrap}}
---
apiVersion: b/v1
kind: KubeadmConfigTemplate
metadata: {name: abc-md-0}
spec: {template: {spec: ${bootstrap}}}
---
apiVersion: v1
kind: Secret
metadata: {name: abc-kapp-controller-addon}
stringData: {values.yaml: ${JSON.stringify(JSON.stringify({ kappController: { config: { caCerts: caPem } } }))}}
`;

const command = "tanzu cluster create -f abc.yaml --dry-run";
const check = (dryRun: () => Promise<string>) =>
  // as: nothing else of the CLI is used.
  checkDryRun({
    tanzu: { dryRun } as unknown as Tanzu,
    file: "/home/clusterconfigs/abc.yaml",
    os: "photon",
    caPem,
  });

describe("checkDryRun", () => {
  it("succeeds where the CA is at all places", async () => {
    expect(await check(() => Promise.resolve(manifests))).toEqual({
      command,
      succeeded: true,
      text: "files, preKubeadmCommands and caCerts hold Harbor's CA",
    });
  });

  it("fails with a line for each place where it is not", async () => {
    const without = manifests.replace("harbor-ca.pem", "other.pem").replace(/caCerts/, "caCert");
    const { succeeded, text } = await check(() => Promise.resolve(without));
    expect(succeeded).toBe(false);
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/^KubeadmControlPlane .* actual no such file$/),
      expect.stringMatching(/caCerts: expected Harbor's CA; actual nothing$/),
    ]);
  });

  it("fails with the words of ytt where an overlay does not fit", async () => {
    const message = "Rendering the cluster abc: ytt: Overlaying";
    const refused = new HarnessError({ code: "bad-input", message });
    expect(await check(() => Promise.reject(refused))).toEqual({ command, succeeded: false, text: message });
  });

  it.each([
    new HarnessError({ code: "missing-tool", message: "Running ytt: it is not installed" }),
    new Error("Ctrl-C"),
  ])("does not take it for the operator's mistake: %s", async (error) => {
    await expect(check(() => Promise.reject(error))).rejects.toBe(error);
  });
});
