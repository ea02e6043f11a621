import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import type { Kube } from "../kube/kube.ts";
import { fakeMachine, fakeMachineLists } from "./fake-machines.ts";
import { connectWorkload, nodesOf, type WorkloadCluster } from "./workload-cluster.ts";

describe("nodesOf", () => {
  it("gives nodes with their internal address, control planes first, and leaves out what is no node yet", async () => {
    const kube = fakeMachineLists([
      fakeMachine("abc-md-0-x", { node: "n2", address: "172.18.0.7" }),
      fakeMachine("abc-md-0-y", { address: "172.18.0.8" }),
      fakeMachine("abc-md-0-z", { node: "n3" }),
      fakeMachine("abc-control-plane-x", { node: "n1", address: "172.18.0.6" }),
    ]);
    const management = { kube, kubectl: { binary: "kubectl", kubeconfig: "/m" } };
    // as: what else there is of a cluster is not looked at.
    const cluster = {
      name: "abc",
      namespace: "default",
      os: "ubuntu",
      management,
    } as unknown as WorkloadCluster;
    expect(await nodesOf(cluster)).toEqual([
      { name: "n1", address: "172.18.0.6", os: "ubuntu" },
      { name: "n2", address: "172.18.0.7", os: "ubuntu" },
    ]);
  });
});

// Loading the Kubernetes client takes long on a busy host.
describe("connectWorkload", { timeout: 60_000 }, () => {
  it("keeps the admin's kubeconfig, and both kubectl and the client use it", async () => {
    await using folder = await temporaryFolder();
    await using _docker = await fakeProgram("docker", [{ when: "port abc-lb *", stdout: "127.0.0.1:40001" }]);
    const written = JSON.stringify({
      "current-context": "abc",
      clusters: [{ name: "abc", cluster: { server: "https://172.18.0.5:6443" } }],
      contexts: [{ name: "abc", context: { cluster: "abc", user: "abc" } }],
      users: [{ name: "abc", user: { token: "t" } }],
    });
    const data = { value: Buffer.from(written).toString("base64") };
    // as: nothing else of the client is asked for.
    const kube = { core: { readNamespacedSecret: () => Promise.resolve({ data }) } } as unknown as Kube;
    const kubeconfig = join(folder.path, "secrets/abc.kubeconfig");
    const management = { kube, kubectl: { binary: "kubectl", kubeconfig: "/m" } };
    const cluster = await connectWorkload({
      ...{ name: "abc", namespace: "default", os: "photon", management, kubeconfig },
    });
    expect(cluster.kubectl).toEqual({ binary: "kubectl", kubeconfig });
    expect(cluster.kube.config.getCurrentCluster()?.server).toBe("https://127.0.0.1:40001");
    expect((await stat(kubeconfig)).mode & 0o777).toBe(0o600);
  });
});
