import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import type { Kube, V1Pod } from "../cluster/index.ts";
import { fakeKubectl } from "../tools/kubectl/fake-kubectl.ts";
import { deployNginx } from "./nginx.ts";

const image = "harbor.tkg.test/ns1/nginx:latest";

const ofApp = { app: "nginx-harbor-svc-app" };

/** Seed 003's manifest. */
const manifest = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "tkc-nginx-harbor-svc-deployment", labels: ofApp },
  spec: {
    replicas: 1,
    selector: { matchLabels: ofApp },
    template: {
      metadata: { labels: ofApp },
      spec: {
        containers: [{ name: "nginx-harbor-svc-app", image, ports: [{ containerPort: 80 }] }],
        imagePullSecrets: [{ name: "harbor-svc-pull-secret" }],
      },
    },
  },
};

type State = NonNullable<NonNullable<V1Pod["status"]>["containerStatuses"]>[number]["state"];

function pod(uid: string, state: State, labels = ofApp, deletionTimestamp?: Date): V1Pod {
  const container = { name: "nginx-harbor-svc-app", image, imageID: "", ready: false, restartCount: 0 };
  return {
    metadata: {
      ...{ name: `nginx-${uid}`, uid, labels },
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    },
    status: { containerStatuses: [{ ...container, ...(state === undefined ? {} : { state }) }] },
  };
}

/** Deploys nginx on a cluster in which these Pods come, and of which the kubelet says this. */
async function deployed(pods: readonly V1Pod[], words = "") {
  await using kubectl = await fakeKubectl({ when: "*" });
  const objects: Record<string, readonly object[]> = {
    "/api/v1/namespaces/default/pods": pods,
    "/api/v1/namespaces/default/events?involvedObject.uid=new,reason=Failed": [{ message: words }],
  };
  const kube = {
    core: {
      connectGetNamespacedPodProxy: ({ name }: { readonly name: string }) =>
        Promise.resolve(`${name}: hello`),
    },
    follow(path: string, selector: string | undefined, onObject: (one: unknown) => void) {
      for (const one of objects[selector === undefined ? path : `${path}?${selector}`] ?? []) onObject(one);
      return Promise.resolve();
    },
    // as: these calls are all that it makes.
  } as unknown as Kube;
  const attempt = await deployNginx({ cluster: { kube, kubectl: kubectl.options }, image });
  return { attempt, calls: await kubectl.calls(), input: parse(await kubectl.input()) as unknown };
}

describe("deployNginx", () => {
  it("applies the seed's manifest in place of what was there, and gives what nginx answers", async () => {
    const { attempt, calls, input } = await deployed([
      pod("other", { running: {} }, { app: "hello-app" }),
      pod("old", { running: {} }, ofApp, new Date()),
      pod("new", { running: {} }),
    ]);
    expect(attempt).toEqual({
      command: "kubectl apply -f tkc-nginx-harbor-svc-deployment.yaml",
      succeeded: true,
      text: "nginx-new:80: hello",
    });
    expect(calls).toEqual([
      "delete deployment tkc-nginx-harbor-svc-deployment --ignore-not-found --cascade=foreground",
      "apply --filename -",
    ]);
    expect(input).toEqual(manifest);
  });

  it("fails with the kubelet's words", async () => {
    const words = `Failed to pull image "${image}": 401 Unauthorized`;
    const { attempt } = await deployed([pod("new", { waiting: { reason: "ErrImagePull" } })], words);
    expect(attempt).toMatchObject({ succeeded: false, text: words });
  });
});
