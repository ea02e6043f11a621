import { describe, expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { fakeFollow } from "../../cluster/kube/fake-kube.ts";
import { type FakeKubectl, fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import {
  checkKappControllerConfig,
  kappControllerConfigured,
  restartKappController,
} from "./check-kapp-controller-config.ts";

const caPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const proxies = { dangerousSkipTLSVerify: "", httpProxy: "", httpsProxy: "", noProxy: "" };

/** The cluster abc behind a kubectl and watches that are pretended; as: nothing else of it is used. */
const abc = (more: object) => ({ name: "abc", namespace: "team", ...more }) as unknown as WorkloadCluster;
const behind = ({ options }: Pick<FakeKubectl, "options">) => abc({ kubectl: options });

describe("checkKappControllerConfig", () => {
  async function check(stdout: string) {
    await using kubectl = await fakeKubectl({ when: "*", stdout });
    const attempt = await checkKappControllerConfig({ cluster: behind(kubectl), caPem });
    return { ...attempt, typed: await kubectl.calls() };
  }
  const args = "get cm -n tkg-system kapp-controller-config -ojsonpath={.data}";

  it("succeeds where the CA is there, whatever ends its last line", async () => {
    for (const caCerts of [caPem, caPem.trim(), `${caPem}\n`]) {
      const text = JSON.stringify({ caCerts, ...proxies });
      expect(await check(text)).toEqual({ command: `kubectl ${args}`, succeeded: true, text, typed: [args] });
    }
  });

  it.each([
    ["nothing", JSON.stringify({ caCerts: "", ...proxies })],
    ["no such key", JSON.stringify(proxies)],
    ["another CA", JSON.stringify({ caCerts: caPem.replace("MIIB", "MIIC"), ...proxies })],
    ["this CA and another", JSON.stringify({ caCerts: caPem + caPem, ...proxies })],
    ["no data at all", ""],
  ])("fails where there is %s", async (_what, text) => {
    expect(await check(text)).toMatchObject({ succeeded: false, text });
  });
});

describe("kappControllerConfigured", () => {
  const config = (data: object | undefined) => (data === undefined ? {} : { data });

  it("waits for the CA", async () => {
    const objects = [
      config(undefined),
      config(proxies),
      config({ caCerts: "" }),
      config({ caCerts: caPem.trim() }),
    ];
    const kube = fakeFollow({ objects });
    await kappControllerConfigured({ cluster: abc({ kube, kubectl: {} }), caPem });
    expect(kube.begun).toEqual([
      "/api/v1/namespaces/tkg-system/configmaps?metadata.name=kapp-controller-config",
    ]);
  });

  it.each([undefined, { caCerts: "" }, { caCerts: "another" }])("is not content with %j", async (data) => {
    const signal = AbortSignal.abort(new Error("Ctrl-C"));
    const kube = fakeFollow({ objects: [config(data)] });
    const wait = kappControllerConfigured({ cluster: abc({ kube, kubectl: { signal } }), caPem });
    await expect(wait).rejects.toThrow("Ctrl-C");
  });
});

describe("restartKappController", () => {
  it("restarts it and waits until it is back", async () => {
    await using kubectl = await fakeKubectl(
      { when: "rollout restart *", stdout: "deployment.apps/kapp-controller restarted" },
      { when: "rollout status *" },
    );
    const said = await restartKappController({ cluster: behind(kubectl) });
    expect(said).toBe("deployment.apps/kapp-controller restarted");
    expect(await kubectl.calls()).toEqual([
      "rollout restart -n tkg-system deployment kapp-controller",
      "rollout status -n tkg-system deployment kapp-controller --timeout=240s",
    ]);
  });

  it("says that it does not come back", async () => {
    const stderr = "error: timed out waiting for the condition";
    await using kubectl = await fakeKubectl(
      { when: "rollout restart *" },
      { when: "rollout status *", stderr, exitCode: 1 },
    );
    await expect(restartKappController({ cluster: behind(kubectl) })).rejects.toThrow(
      /^Restarting kapp-controller: .* ended with exit code 1: error: timed out waiting for the condition$/,
    );
  });
});
