import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import type { Kube } from "../kube/kube.ts";
import { type CreateClusterInput, createCluster } from "./create-cluster.ts";
import { fakeMachine, fakeMachineLists } from "./fake-machines.ts";
import type { Machine } from "./machines.ts";

const kubeconfig = JSON.stringify({
  "current-context": "abc",
  clusters: [{ name: "abc", cluster: { server: "https://172.18.0.5:6443" } }],
  contexts: [{ name: "abc", context: { cluster: "abc", user: "abc" } }],
  users: [{ name: "abc", user: { token: "t" } }],
});
const controlPlane = fakeMachine("abc-control-plane-x", { phase: "Running" });
const running = [controlPlane, fakeMachine("abc-md-0-x", { phase: "Running" })];
const rolledOut = {
  metadata: { name: "abc", generation: 1 },
  spec: {},
  status: { initialized: true, observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1 },
};
const reconciled = { status: { conditions: [{ type: "ReconcileSucceeded", status: "True" }] } };
const paths = {
  controlPlane:
    "/apis/controlplane.cluster.x-k8s.io/v1beta1/namespaces/team/kubeadmcontrolplanes?metadata.name=abc-control-plane",
  workers: "/apis/cluster.x-k8s.io/v1beta1/namespaces/team/machinedeployments?metadata.name=abc-md-0",
  cni: "/apis/kappctrl.k14s.io/v1alpha1/namespaces/team/apps?metadata.name=abc-cni",
  kappController: "/apis/kappctrl.k14s.io/v1alpha1/namespaces/team/apps?metadata.name=abc-kapp-controller",
};
const allGood: Readonly<Record<string, readonly object[]>> = {
  [paths.controlPlane]: [rolledOut],
  [paths.workers]: [rolledOut],
  [paths.cni]: [reconciled],
  [paths.kappController]: [{ status: { usefulErrorMessage: "connection refused" } }, reconciled],
};

/** A management cluster with these objects, and Machines that are as the lists say, look by look. */
function managementWith(objects: typeof allGood, ...machines: readonly (readonly Machine[])[]) {
  const kube = fakeMachineLists(...machines);
  const data = { value: Buffer.from(kubeconfig).toString("base64") };
  const followed: string[] = [];
  const more: Pick<Kube, "follow"> = {
    async follow(path, fieldSelector, onObject, signal) {
      const what = `${path}?${fieldSelector ?? ""}`;
      followed.push(what);
      for (const object of objects[what] ?? []) onObject(object);
      if (signal.aborted) return;
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    },
  };
  const core = { readNamespacedSecret: () => Promise.resolve({ data }) };
  const read: unknown[] = [];
  Object.assign(kube.custom, {
    getNamespacedCustomObject: (request: unknown) => {
      read.push(request);
      return Promise.resolve({ spec: { controlPlaneEndpoint: { host: "172.18.0.9", port: 6443 } } });
    },
  });
  return { followed, read, kube: { ...kube, ...more, core } as unknown as Kube }; // as: nothing else is asked for
}

/** Creates the cluster abc against fakes, and says what was done with them. */
async function createAbc(kube: Kube, ports: string, signal = new AbortController().signal) {
  await using folder = await temporaryFolder();
  await using docker = await fakeProgram("docker", [
    { when: "port abc-lb 6443/tcp", stdout: "127.0.0.1:40001" },
    { when: "port abc-lb", stdout: ports },
  ]);
  await using kubectl = await fakeKubectl({ when: "*" });
  const input: CreateClusterInput = {
    ...{
      name: "abc",
      namespace: "team",
      os: "photon",
      podCidr: "100.96.0.0/11",
      manifests: "kind: Cluster\n",
    },
    context: { signal, progress: silent },
    management: { kube, kubectl: kubectl.options },
    addons: { kappControllerTemplates: folder.path },
    kubeconfig: join(folder.path, "abc.kubeconfig"),
  };
  const outcome = await createCluster(input).catch((error: unknown) => error);
  return { outcome, asked: await docker.calls(), typed: await kubectl.calls(), read: await kubectl.input() };
}

describe("createCluster", () => {
  const loopback = "6443/tcp -> 127.0.0.1:40001";

  it("applies the manifests, and the addons once the API answers", async () => {
    const { kube, followed } = managementWith(allGood, running);
    const { outcome, typed, read } = await createAbc(kube, loopback);
    expect(outcome).toMatchObject({ name: "abc", namespace: "team", os: "photon" });
    expect(typed).toEqual(["apply --filename -", "apply --server-side --force-conflicts --filename -"]);
    expect(read).toMatch(/^kind: Cluster\napiVersion: v1\nkind: ConfigMap\n/);
    expect(followed[0]).toBe(paths.controlPlane);
    expect(followed.slice(1).toSorted()).toEqual(Object.values(paths).toSorted());
  });

  it("tells the addons the address of the API server that its certificate names", async () => {
    const { kube, read: requests } = managementWith(allGood, running);
    const { read } = await createAbc(kube, loopback);
    expect(read).toContain('endpoint: "172.18.0.9:6443"\n');
    expect(requests).toEqual([
      { group: "cluster.x-k8s.io", version: "v1beta1", namespace: "team", name: "abc", plural: "clusters" },
    ]);
  });

  it("is not done before every Machine runs, however ready the nodes are", async () => {
    const late = [controlPlane, fakeMachine("abc-md-0-x", { phase: "Provisioned" })];
    const { kube } = managementWith(allGood, [], [], late, late, running);
    const { outcome } = await createAbc(kube, loopback);
    expect(outcome).toMatchObject({ name: "abc" });
    const { asked } = kube as Kube & { readonly asked: unknown[] }; // as: fakeMachineLists()
    expect(asked.length).toBeGreaterThanOrEqual(5);
  });

  it("gives no addons to a cluster that can be reached from outside", async () => {
    const { kube } = managementWith(allGood, running);
    const { outcome, typed } = await createAbc(kube, "6443/tcp -> 0.0.0.0:40001");
    expect(outcome).toMatchObject({ code: "internal" });
    expect(typed).toEqual(["apply --filename -"]);
  });

  it.each(Object.keys(allGood))("waits for %s", async (path) => {
    const { kube } = managementWith({ ...allGood, [path]: [] }, running);
    const { outcome } = await createAbc(kube, loopback, AbortSignal.timeout(1_000));
    expect(outcome).toMatchObject({ name: "TimeoutError" });
  });
});
