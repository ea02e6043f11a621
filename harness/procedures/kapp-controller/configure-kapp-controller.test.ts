import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import {
  configureKappController,
  forgetKappControllerConfig,
  type KappControllerConfig,
  type KappControllerConfigKind,
} from "./configure-kapp-controller.ts";

const caCerts = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

describe("configureKappController", () => {
  async function configured(kind: KappControllerConfigKind, config: KappControllerConfig) {
    await using kubectl = await fakeKubectl({ when: "apply *", stdout: "serverside-applied" });
    const said = await configureKappController({ cluster: { kubectl: kubectl.options }, kind, config });
    expect(said).toBe("serverside-applied");
    expect(await kubectl.calls()).toEqual(["apply --server-side --force-conflicts --filename -"]);
    return JSON.parse(await kubectl.input()) as unknown;
  }
  const metadata = { name: "kapp-controller-config", namespace: "tkg-system" };

  it("applies a ConfigMap with the keys as they are", async () => {
    const config = { caCerts, noProxy: "localhost", dangerousSkipTLSVerify: "" };
    expect(await configured("ConfigMap", config)).toEqual({
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata },
      data: config,
    });
  });

  it("applies a Secret with the same, encoded", async () => {
    expect(await configured("Secret", { caCerts })).toEqual({
      ...{ apiVersion: "v1", kind: "Secret", metadata },
      data: { caCerts: Buffer.from(caCerts).toString("base64") },
    });
  });

  it("says whose words it gives when it cannot", async () => {
    const stderr = 'Error from server (NotFound): namespaces "tkg-system" not found';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    const cluster = { kubectl: kubectl.options };
    await expect(configureKappController({ cluster, kind: "Secret", config: {} })).rejects.toThrow(
      /^Configuring kapp-controller by a Secret: .* ended with exit code 1: Error from server \(NotFound\)/,
    );
  });
});

describe("forgetKappControllerConfig", () => {
  it.each([
    ["ConfigMap", "configmap"],
    ["Secret", "secret"],
  ] as const)("deletes the %s, or finds none", async (kind, resource) => {
    await using kubectl = await fakeKubectl({ when: "delete *", stdout: "deleted" });
    expect(await forgetKappControllerConfig({ cluster: { kubectl: kubectl.options }, kind })).toBe("deleted");
    expect(await kubectl.calls()).toEqual([
      `delete ${resource} kapp-controller-config --namespace tkg-system --ignore-not-found`,
    ]);
  });
});
