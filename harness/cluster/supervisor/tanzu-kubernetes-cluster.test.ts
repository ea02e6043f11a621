import { describe, expect, it } from "vitest";
import { fakeFollow } from "../kube/fake-kube.ts";
import type { Kube } from "../kube/kube.ts";
import { tkcReady } from "./tanzu-kubernetes-cluster.ts";
import { tkcFile, tkcManifest } from "./tkc-manifest.ts";

const tkc = { name: "tkc-1", namespace: "ns1" };

interface Said {
  readonly observedGeneration?: number;
  readonly conditions?: readonly object[];
}
const seen = (status?: Said) => ({
  metadata: { ...tkc, generation: 2 },
  ...(status === undefined ? {} : { status }),
});
const ready = (status: string, more: object = {}) => ({ type: "Ready", status, ...more });

/** Waits for tkc-1 on a Supervisor whose watch says this, one after the other. */
function wait(...objects: readonly object[]) {
  // as: nothing else of the client is asked for.
  const kube = fakeFollow({ objects }) as unknown as Kube;
  const context = {
    signal: AbortSignal.timeout(200),
    progress: { say: () => undefined, now: () => undefined },
  };
  const supervisor = { kube, kubectl: { binary: "kubectl", kubeconfig: "" } };
  return tkcReady(tkc, { context, supervisor });
}

describe("tkcReady", () => {
  it("waits until the controller says that the cluster is Ready as it now is", async () => {
    await wait(
      seen(),
      seen({ observedGeneration: 1, conditions: [ready("True")] }),
      seen({ observedGeneration: 2, conditions: [ready("False", { message: "1 of 2" })] }),
      seen({ observedGeneration: 2, conditions: [ready("True")] }),
    );
  });

  it("waits no longer for one that is refused", async () => {
    const refused = ready("False", { reason: "Refused", message: "no CA in it" });
    await expect(wait(seen({ observedGeneration: 2, conditions: [refused] }))).rejects.toMatchObject({
      code: "bad-input",
      message: "Making the TanzuKubernetesCluster ns1/tkc-1: no CA in it",
    });
  });

  it.each([
    ["no status", seen()],
    [
      "what was said of the specification before",
      seen({ observedGeneration: 1, conditions: [ready("True")] }),
    ],
    ["no condition", seen({ observedGeneration: 2 })],
  ])("is not satisfied by %s", async (_what, object) => {
    await expect(wait(object)).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("tkcManifest", () => {
  it("is one control plane and one worker unless told", () => {
    const { topology, settings } = tkcManifest(tkc).spec;
    expect(topology).toMatchObject({
      controlPlane: { replicas: 1 },
      nodePools: [{ name: "workers", replicas: 1 }],
    });
    expect(settings).toBeUndefined();
  });

  it("has CAs of the cluster's own where there are some", () => {
    const trust = [{ name: "harbor-ca", data: "UEVN" }];
    expect(tkcManifest({ ...tkc, trust, controlPlanes: 3, workers: 2 }).spec).toMatchObject({
      topology: { controlPlane: { replicas: 3 }, nodePools: [{ replicas: 2 }] },
      settings: { network: { trust: { additionalTrustedCAs: trust } } },
    });
  });

  it("is a file whose kinds of nodes are edited one by one", () => {
    expect(tkcFile(tkc)).not.toMatch(/[&*]a1/);
    expect(tkcFile(tkc)).toMatch(/^ {4}controlPlane:\n(?: {6}.*\n)+ {4}nodePools:\n/m);
  });
});
