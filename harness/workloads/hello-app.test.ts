import { describe, expect, it } from "vitest";
import type { CoreV1Event, Kube, V1Pod } from "../cluster/index.ts";
import { helloAppPod, runHelloApp } from "./hello-app.ts";

const image = "harbor.tkg.test/library/hello-app:1.0";
const command = `kubectl run hello-app --image ${image}`;

/** What `kubectl run hello-app --image IMAGE --dry-run=client -o json` of v1.34.4 prints. */
const byKubectl = {
  kind: "Pod",
  apiVersion: "v1",
  metadata: { name: "hello-app", labels: { run: "hello-app" } },
  spec: {
    containers: [{ name: "hello-app", image, resources: {} }],
    restartPolicy: "Always",
    dnsPolicy: "ClusterFirst",
  },
  status: {},
};

const apiError = (code: number) => Object.assign(new Error(`HTTP-Code: ${code}`), { code });

function pod(uid: string, status: V1Pod["status"]): V1Pod {
  return { metadata: { name: "hello-app", uid }, ...(status === undefined ? {} : { status }) };
}
function waiting(reason: string): V1Pod["status"] {
  return { phase: "Pending", containerStatuses: [{ ...container, state: { waiting: { reason } } }] };
}
const container = { name: "hello-app", image, imageID: "", ready: false, restartCount: 0 };
const running: V1Pod["status"] = { containerStatuses: [{ ...container, state: { running: {} } }] };

interface FakeCluster {
  /** Pods that are there before, by uid. */
  readonly before?: readonly V1Pod[];
  /** What becomes of the new Pod. */
  readonly states: readonly V1Pod["status"][];
  readonly events?: readonly string[];
  /** What the program answers, call by call. */
  readonly answers?: readonly (string | Error)[];
  readonly deleting?: Error;
}

/** A cluster that keeps one Pod, and says of each what it is told to. */
function fakeCluster({ before = [], states, events = [], answers = [], deleting }: FakeCluster) {
  const bodies: V1Pod[] = [];
  const deleted: unknown[] = [];
  const replies = [...answers];
  const objects: Record<string, readonly unknown[]> = {
    "/api/v1/namespaces/default/pods?metadata.name=hello-app": [
      ...before,
      ...states.map((status) => pod("new", status)),
    ],
    "/api/v1/namespaces/default/events?involvedObject.uid=new,reason=Failed": events.map(
      (message): Partial<CoreV1Event> => ({ message }),
    ),
  };
  const core = {
    deleteNamespacedPod: (request: unknown) => {
      deleted.push(request);
      return deleting === undefined ? Promise.resolve() : Promise.reject(deleting);
    },
    createNamespacedPod: ({ body }: { readonly body: V1Pod }) => {
      bodies.push(body);
      return Promise.resolve(pod("new", undefined));
    },
    connectGetNamespacedPodProxy: () => {
      const reply = replies.shift();
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
    },
  };
  const kube = {
    core,
    async follow(
      path: string,
      selector: string | undefined,
      onObject: (one: unknown) => void,
      signal: AbortSignal,
    ) {
      for (const one of objects[`${path}?${selector ?? ""}`] ?? []) onObject(one);
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
      await promise;
    },
    // as: these calls are all that hello-app makes of the client's hundreds.
  } as unknown as Kube;
  return { kube, bodies, deleted };
}

describe("helloAppPod", () => {
  it("is the Pod that kubectl run makes, in the namespace it makes it in", () => {
    const { status: _empty, ...made } = byKubectl;
    expect(helloAppPod(image)).toEqual({ ...made, metadata: { ...made.metadata, namespace: "default" } });
  });

  it("names a node where one is asked for, and is otherwise the same", () => {
    const { status: _empty, spec, ...made } = byKubectl;
    expect(helloAppPod(image, "n1")).toEqual({
      ...made,
      metadata: { ...made.metadata, namespace: "default" },
      spec: { ...spec, nodeName: "n1" },
    });
  });
});

describe("runHelloApp", () => {
  it("runs on the node that it is told, and says how one types that", async () => {
    const cluster = fakeCluster({ states: [running], answers: ["Hello"] });
    expect(await runHelloApp({ cluster, image, node: "abc-md-0-x" })).toMatchObject({
      command: `${command} --overrides '{"spec":{"nodeName":"abc-md-0-x"}}'`,
      succeeded: true,
    });
    expect(cluster.bodies).toEqual([helloAppPod(image, "abc-md-0-x")]);
  });

  it("succeeds with the answer of a Pod that runs, once its program listens", async () => {
    const answers = [apiError(503), "Hello, world!\n"];
    const cluster = fakeCluster({ states: [undefined, waiting("ContainerCreating"), running], answers });
    expect(await runHelloApp({ cluster, image })).toEqual({
      command,
      succeeded: true,
      text: "Hello, world!\n",
    });
    expect(cluster.bodies).toEqual([helloAppPod(image)]);
  });

  it.each(["ErrImagePull", "ImagePullBackOff"])(
    "fails with the kubelet's words where it says %s",
    async (reason) => {
      const words = `Failed to pull image "${image}": x509: certificate signed by unknown authority`;
      const events = ["Error: ErrImagePull", words, "Error: ImagePullBackOff"];
      const cluster = fakeCluster({ states: [waiting("ContainerCreating"), waiting(reason)], events });
      expect(await runHelloApp({ cluster, image })).toEqual({ command, succeeded: false, text: words });
    },
  );

  it("takes the place of a Pod that is there already, and is not misled by it", async () => {
    const cluster = fakeCluster({
      before: [pod("old", running)],
      states: [waiting("ErrImagePull")],
      events: ["Failed to pull image: no"],
    });
    expect(await runHelloApp({ cluster, image })).toMatchObject({ succeeded: false });
    expect(cluster.deleted).toEqual([{ name: "hello-app", namespace: "default", gracePeriodSeconds: 0 }]);
  });

  it("is content when no Pod was there before", async () => {
    const cluster = fakeCluster({ states: [running], answers: ["Hello"], deleting: apiError(404) });
    expect(await runHelloApp({ cluster, image })).toMatchObject({ succeeded: true, text: "Hello" });
  });

  it("does not go on where it may not remove the Pod before it", async () => {
    const cluster = fakeCluster({ states: [running], answers: ["Hello"], deleting: apiError(403) });
    await expect(runHelloApp({ cluster, image })).rejects.toThrow("HTTP-Code: 403");
    expect(cluster.bodies).toEqual([]);
  });

  it("does not take another refusal of the API server for a program that is not up yet", async () => {
    const cluster = fakeCluster({ states: [running], answers: [apiError(500), "Hello"] });
    await expect(runHelloApp({ cluster, image })).rejects.toThrow("HTTP-Code: 500");
  });

  it("ends with the reason of whoever stops it", async () => {
    const signal = AbortSignal.abort(new Error("Ctrl-C"));
    const cluster = fakeCluster({ states: [running], answers: ["Hello"] });
    await expect(runHelloApp({ cluster, image, signal })).rejects.toThrow("Ctrl-C");
  });
});
