import type { ChainApi, Collection, LogPlace } from "./chain-api.ts";
import type { Condition } from "./kube-object.ts";
import type { ContainerState } from "./pod-objects.ts";

/** For tests: when everything was made. */
export const created = "2026-11-21T21:00:00Z";

/** For tests: a minute and a half later. */
export const now = new Date("2026-11-21T21:01:30Z").getTime();

/** For tests: a Workload. */
export const ref = { namespace: "default", name: "hello-golang" } as const;

const { name, namespace } = ref;
const labels = { "app.kubernetes.io/part-of": name, "carto.run/workload-name": name };
const revision = "main@sha1:4f0e3c1";

/** For tests: where Flux keeps that revision. */
export const blob =
  "http://source-controller.gitops-toolkit.svc.cluster.local./gitrepository/default/hello-golang/4f0e3c1.tar.gz";

/** For tests: what the build has made. */
export const built = "harbor.tkg.test/demo/hello-golang@sha256:9cfb82e4";

/** For tests: an object of a collection, with a few fields and its conditions. */
export interface FakeObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** For tests: what is in the cluster, by the plural of its kind. */
export type FakeCluster = Readonly<Record<string, readonly FakeObject[]>>;

function object(
  metadata: { readonly name: string; readonly owner?: string; readonly [field: string]: unknown },
  rest: Readonly<Record<string, unknown>>,
): FakeObject {
  const { owner, ...more } = metadata;
  const owners = owner === undefined ? {} : { ownerReferences: [{ uid: owner }] };
  return {
    metadata: {
      namespace,
      generation: 1,
      uid: `uid-${metadata.name}`,
      creationTimestamp: created,
      ...owners,
      ...more,
    },
    ...rest,
  };
}

/** For tests: a status with one condition, seen by whoever sets it. */
export function status(condition: Condition, more: Readonly<Record<string, unknown>> = {}) {
  return { status: { observedGeneration: 1, conditions: [condition], ...more } };
}

const good = (type: string): Condition => ({ type, status: "True" });

/** For tests: a Workload with conditions. */
export function fakeWorkload(
  conditions: readonly Condition[],
  resources: readonly unknown[] = [],
): FakeObject {
  const git = { url: "https://git.git-server.svc.cluster.local/hello-golang.git", ref: { branch: "main" } };
  return object(
    { name, uid: "uid-workload", labels: { "app.tanzu.vmware.com/workload-type": "web" } },
    { spec: { source: { git } }, status: { observedGeneration: 1, conditions, resources } },
  );
}

/** For tests: as Cartographer says of every Workload whose image is not there, whatever the reason. */
export const missingValue: readonly Condition[] = (() => {
  const message =
    "waiting to read value [.status.latestImage] from resource [images.kpack.io/hello-golang] in namespace [default]";
  const unknown = { status: "Unknown", reason: "MissingValueAtPath", message };
  return [
    { type: "SupplyChainReady", status: "True", reason: "Ready" },
    { type: "ResourcesSubmitted", ...unknown },
    { type: "Ready", ...unknown },
  ];
})();

/** For tests: a GitRepository whose `Ready` is this. Of a failure Flux counts the generation in the condition only. */
export function fakeRepository(ready: Condition, artifact: object = { url: blob, revision }): FakeObject {
  const url = "https://git.git-server.svc.cluster.local/hello-golang.git";
  const spec = { url, ref: { branch: "main" }, secretRef: { name: "git-credentials" } };
  const conditions = [{ observedGeneration: 1, ...ready }];
  const observedGeneration = ready.status === "True" ? 1 : -1;
  return object(
    { name, owner: "uid-workload", labels },
    { spec, status: { observedGeneration, conditions, artifact } },
  );
}

/** For tests: an Image whose `Ready` is this. */
export function fakeImage(ready: Condition, more: Readonly<Record<string, unknown>> = {}): FakeObject {
  const spec = {
    ...{ tag: "harbor.tkg.test/demo/hello-golang", serviceAccountName: "default" },
    ...{ builder: { kind: "ClusterBuilder", name: "base" }, source: { blob: { url: blob } } },
  };
  return object({ name, uid: "uid-image", owner: "uid-workload", labels }, { spec, ...status(ready, more) });
}

/** For tests: the number n of its Builds; it carries the labels of its Image, as kpack hands them on. */
export function fakeBuild(
  n: number,
  succeeded: Condition,
  more: Readonly<Record<string, unknown>> = {},
): FakeObject {
  const own = { "image.kpack.io/buildNumber": String(n), "image.kpack.io/image": name };
  return object(
    { name: `${name}-build-${n}`, uid: `uid-build-${n}`, owner: "uid-image", labels: { ...labels, ...own } },
    status(succeeded, more),
  );
}

const steps = ["prepare", "analyze", "detect", "restore", "build", "export"] as const;

/** For tests: the Pod of Build n, its steps done up to one that is in this state. */
export function fakeBuildPod(
  n: number,
  step: (typeof steps)[number] | "completion",
  state: ContainerState,
): FakeObject {
  const at = step === "completion" ? steps.length : steps.indexOf(step);
  const done = {
    terminated: { exitCode: 0, startedAt: "2026-11-21T21:00:10Z", finishedAt: "2026-11-21T21:00:12Z" },
  };
  const waiting = { waiting: { reason: "PodInitializing" } };
  const stateAt = (index: number) => (index < at ? done : index === at ? state : waiting);
  const isFailed = state.terminated !== undefined && state.terminated.exitCode !== 0;
  return object(
    {
      name: `${name}-build-${n}-build-pod`,
      owner: `uid-build-${n}`,
      labels: { ...labels, "kpack.io/build": `${name}-build-${n}` },
    },
    {
      spec: { initContainers: steps.map((one) => ({ name: one })), containers: [{ name: "completion" }] },
      status: {
        phase: isFailed ? "Failed" : "Pending",
        initContainerStatuses: steps.map((one, index) => ({ name: one, state: stateAt(index) })),
        containerStatuses: [{ name: "completion", state: stateAt(steps.length) }],
      },
    },
  );
}

/** For tests: the application's Pod, and what stands before it. */
export function fakeApp(pod: Readonly<Record<string, unknown>> = runningPod): FakeCluster {
  const selector = { "app.kubernetes.io/part-of": name };
  const counts = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
  const backend = { service: { name, port: { number: 80 } } };
  const rule = { host: "hello-golang-127-0-0-1.sslip.io", http: { paths: [{ path: "/", backend }] } };
  return {
    deployments: [
      object(
        { name, uid: "uid-deployment", owner: "uid-workload", labels },
        { spec: { replicas: 1 }, ...status(good("Available"), counts) },
      ),
    ],
    replicasets: [object({ name: `${name}-566c6c75c7`, uid: "uid-replicaset", owner: "uid-deployment" }, {})],
    pods: [
      object(
        { name: `${name}-566c6c75c7-b6tdr`, owner: "uid-replicaset", labels: selector },
        { spec: { containers: [{ name: "workload", image: built }] }, status: pod },
      ),
    ],
    services: [object({ name, owner: "uid-workload", labels }, { spec: { selector } })],
    ingresses: [object({ name, owner: "uid-workload", labels }, { spec: { rules: [rule] } })],
  };
}

const runningPod = {
  phase: "Running",
  conditions: [good("Ready")],
  containerStatuses: [{ name: "workload", ready: true, state: { running: { startedAt: created } } }],
};

/** For tests: kpack's own objects, in order. */
export const kpackReady: FakeCluster = {
  clusterbuilders: [
    object(
      { name: "base" },
      { spec: { stack: { name: "base" }, store: { name: "default" } }, ...status(good("Ready")) },
    ),
  ],
  clusterstacks: [object({ name: "base" }, status(good("Ready")))],
  clusterstores: [object({ name: "default" }, status(good("Ready")))],
};

/** For tests: a ClusterBuilder, a ClusterStack or a ClusterStore with conditions. */
export function fakeKpack(called: string, conditions: readonly Condition[]): FakeObject {
  const spec = { stack: { name: "base" }, store: { name: "default" } };
  return object({ name: called }, { spec, status: { observedGeneration: 1, conditions } });
}

/** For tests: a source that was fetched, and an Image that is being built. */
export const building: FakeCluster = {
  ...kpackReady,
  workloads: [fakeWorkload(missingValue)],
  gitrepositories: [
    fakeRepository({ ...good("Ready"), message: `stored artifact for revision '${revision}'` }),
  ],
  images: [
    fakeImage({
      ...{ type: "Ready", status: "Unknown", reason: "BuildRunning" },
      message: "Build 'hello-golang-build-1' is executing",
    }),
  ],
  builds: [fakeBuild(1, { type: "Succeeded", status: "Unknown" })],
  pods: [fakeBuildPod(1, "build", { running: { startedAt: "2026-11-21T21:01:00Z" } })],
};

/** For tests: everything in order. */
export const delivered: FakeCluster = {
  ...building,
  workloads: [fakeWorkload([good("SupplyChainReady"), good("ResourcesSubmitted"), good("Ready")])],
  images: [fakeImage(good("Ready"), { latestImage: built })],
  builds: [fakeBuild(1, good("Succeeded"), { latestImage: built })],
  ...fakeApp(),
};

/** For tests: answers from what is given; logs by `<pod>/<container>`. */
export function fakeChainApi(
  cluster: FakeCluster,
  logs: Readonly<Record<string, string>> = {},
): ChainApi & { readonly asked: LogPlace[] } {
  const asked: LogPlace[] = [];
  return {
    asked,
    list: ({ plural }: Collection) => Promise.resolve(cluster[plural] ?? []),
    log(place) {
      asked.push(place);
      return Promise.resolve(logs[`${place.pod}/${place.container}`]);
    },
  };
}
