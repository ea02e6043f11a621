import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { inspectDryRun, trustCommand } from "./inspect-dry-run.ts";

const caPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const rehash = "! which rehash_ca_certificates.sh 2>/dev/null || rehash_ca_certificates.sh";
const ca = { path: "/etc/ssl/certs/harbor-ca.pem", owner: "root:root", content: caPem };

interface Bootstrap {
  readonly files?: readonly object[];
  readonly preKubeadmCommands?: readonly string[];
}
const trusting: Bootstrap = { files: [{ path: "/etc/other" }, ca], preKubeadmCommands: ["hostname", rehash] };

const controlPlane = (bootstrap: Bootstrap) => ({
  apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
  kind: "KubeadmControlPlane",
  metadata: { name: "abc-control-plane" },
  spec: { kubeadmConfigSpec: bootstrap },
});
const workers = (bootstrap: Bootstrap) => ({
  apiVersion: "bootstrap.cluster.x-k8s.io/v1beta1",
  kind: "KubeadmConfigTemplate",
  metadata: { name: "abc-md-0" },
  spec: { template: { spec: bootstrap } },
});
/** The addon secret; its values are a text, as in a dry run. */
const addon = (values: string) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "abc-kapp-controller-addon" },
  stringData: {
    "values.yaml": `#@data/values\n#@overlay/match-child-defaults missing_ok=True\n---\n${values}`,
  },
});
const values = (caCerts: unknown) => stringify({ kappController: { config: { caCerts } } });
const other = { apiVersion: "v1", kind: "Secret", metadata: { name: "abc-other" } };

const good = [controlPlane(trusting), workers(trusting), addon(values(caPem)), other];
function inspect(objects: readonly object[], os: "photon" | "ubuntu" = "photon") {
  const manifests = objects.map((object) => stringify(object)).join("---\n");
  return inspectDryRun({ manifests, os, caPem });
}

describe("inspectDryRun", () => {
  it("has nothing to say where the CA is everywhere", () => {
    expect(inspect(good)).toEqual([]);
  });

  it("is content with another end of the CA's last line", () => {
    const files = [{ ...ca, content: caPem.trimEnd() }];
    const bootstrap = { ...trusting, files };
    expect(inspect([controlPlane(bootstrap), workers(bootstrap), addon(values(`${caPem}\n`))])).toEqual([]);
  });

  it("says all that a cluster without the overlay lacks, place by place", () => {
    const without = { preKubeadmCommands: ["hostname"] };
    const file = "expected /etc/ssl/certs/harbor-ca.pem with Harbor's CA; actual no such file";
    const command = `expected at the end ${rehash}; actual`;
    expect(inspect([controlPlane(without), workers({}), addon(values("")), other])).toEqual([
      `KubeadmControlPlane abc-control-plane spec.kubeadmConfigSpec.files: ${file}`,
      `KubeadmControlPlane abc-control-plane spec.kubeadmConfigSpec.preKubeadmCommands: ${command} hostname`,
      `KubeadmConfigTemplate abc-md-0 spec.template.spec.files: ${file}`,
      `KubeadmConfigTemplate abc-md-0 spec.template.spec.preKubeadmCommands: ${command} none`,
      "Secret abc-kapp-controller-addon values.yaml kappController.config.caCerts: expected Harbor's CA; actual nothing",
    ]);
  });

  it("does not take another certificate for the CA", () => {
    const files = [{ ...ca, content: "another" }];
    const problems = inspect([
      controlPlane({ ...trusting, files }),
      workers(trusting),
      addon(values("another")),
    ]);
    expect(problems).toEqual([
      "KubeadmControlPlane abc-control-plane spec.kubeadmConfigSpec.files: expected /etc/ssl/certs/harbor-ca.pem with Harbor's CA; actual other content",
      "Secret abc-kapp-controller-addon values.yaml kappController.config.caCerts: expected Harbor's CA; actual something else",
    ]);
  });

  it("wants the command at the end, where the file is there already", () => {
    const bootstrap = { ...trusting, preKubeadmCommands: [rehash, "hostname"] };
    expect(inspect([controlPlane(trusting), workers(bootstrap), addon(values(caPem))])).toEqual([
      `KubeadmConfigTemplate abc-md-0 spec.template.spec.preKubeadmCommands: expected at the end ${rehash}; actual hostname`,
    ]);
  });

  it("wants the command of the operating system that is asked for", () => {
    expect(trustCommand.photon).toBe(rehash);
    expect(inspect(good, "ubuntu").filter((line) => line.includes("update-ca-certificates"))).toHaveLength(2);
    const bootstrap = { ...trusting, preKubeadmCommands: [trustCommand.ubuntu] };
    expect(inspect([controlPlane(bootstrap), workers(bootstrap), addon(values(caPem))], "ubuntu")).toEqual(
      [],
    );
  });

  it("looks at every pool of workers", () => {
    const second = { ...workers({}), metadata: { name: "abc-md-1" } };
    expect(inspect([...good, second]).map((line) => line.split(":")[0])).toEqual([
      "KubeadmConfigTemplate abc-md-1 spec.template.spec.files",
      "KubeadmConfigTemplate abc-md-1 spec.template.spec.preKubeadmCommands",
    ]);
  });

  it("is not content because there is nothing to look at", () => {
    expect(inspect([other])).toEqual([
      "KubeadmControlPlane: expected one at least; actual none",
      "KubeadmConfigTemplate: expected one at least; actual none",
      "Secret *-kapp-controller-addon: expected one at least; actual none",
    ]);
  });

  it("says that values are no YAML, as happens to a CA that is pasted without its indentation", () => {
    const pasted = `kappController:\n  config:\n    caCerts: "-----BEGIN\n`;
    expect(inspect([controlPlane(trusting), workers(trusting), addon(pasted)])).toEqual([
      "Secret abc-kapp-controller-addon values.yaml kappController.config.caCerts: expected Harbor's CA; actual no YAML",
    ]);
  });
});
