import { describe, expect, it } from "vitest";
import { startFakeApi } from "../fake-api.ts";
import { openCluster } from "./open-cluster.ts";
import { readPods, refusalsIn } from "./read-cluster.ts";

describe("refusalsIn", () => {
  const event = (message: string) => ({
    ...{ message, source: { host: "node-1" }, reason: "Failed" },
    ...{ involvedObject: {}, metadata: {} },
  });

  it("keeps what speaks of this registry and of a certificate, with its node", () => {
    const ours =
      'Failed to pull image "harbor.tkg.test/library/a:1": Head "https://harbor.tkg.test/v2/": x509: certificate signed by unknown authority';
    const others = [
      'Failed to pull image "harbor.tkg.test/library/a:1": not found',
      'Failed to pull image "other.test/a:1": x509: certificate signed by unknown authority',
    ];
    expect(refusalsIn([ours, ...others].map(event), "harbor.tkg.test")).toEqual([
      { node: "node-1", message: ours },
    ]);
  });
});

// Loading the Kubernetes client takes long on a busy host.
describe("readPods", { timeout: 60_000 }, () => {
  it("asks for the namespaces that matter where one may not see all", async () => {
    const pod = (name: string) => [{ metadata: { name } }];
    await using api = await startFakeApi({
      "/api/v1/pods": 403,
      "/api/v1/namespaces/tkg-system/pods": pod("kapp-controller-1"),
      "/api/v1/namespaces/team/pods": pod("hello"),
    });
    const pods = await readPods(await openCluster(api.kubeconfig, undefined), "team");
    expect(pods.map(({ metadata }) => metadata?.name)).toEqual(["kapp-controller-1", "hello"]);
  });
});
