import { describe, expect, it } from "vitest";
import type { ChainApi } from "./chain-api.ts";
import { explainObjects } from "./explain-workload.ts";
import {
  blob,
  building,
  built,
  delivered,
  fakeApp,
  fakeBuild,
  fakeBuildPod,
  fakeChainApi,
  type FakeCluster,
  fakeImage,
  fakeKpack,
  type FakeObject,
  fakeRepository,
  fakeWorkload,
  missingValue,
  ref,
} from "./fake-chain.ts";
import type { ContainerState } from "./pod-objects.ts";
import { chainObjects, readInventory } from "./read-chain.ts";

const unknownAuthority = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
const registry = `Get "https://harbor.tkg.test/v2/": ${unknownAuthority}`;
const buildPod = "hello-golang-build-1-build-pod";
const appPod = "hello-golang-566c6c75c7-b6tdr";

const explain = (cluster: FakeCluster, logs?: Readonly<Record<string, string>>) =>
  explainBy(fakeChainApi(cluster, logs));

async function explainBy(api: ChainApi) {
  return explainObjects(api, chainObjects(await readInventory(api, ref.namespace), ref));
}

const ended = (exitCode: number, reason = "Error"): ContainerState => ({ terminated: { exitCode, reason } });

/** A cluster whose first build has failed in a step; kpack's own words say nothing of the reason. */
function failedIn(step: Parameters<typeof fakeBuildPod>[1], state: ContainerState = ended(1)): FakeCluster {
  const message = "Error: Build 'hello-golang-build-1' in namespace 'default' failed: ";
  return {
    ...building,
    images: [fakeImage({ type: "Ready", status: "False", reason: "BuildFailed", message })],
    builds: [fakeBuild(1, { type: "Succeeded", status: "False", reason: "Failed" })],
    pods: [fakeBuildPod(1, step, state)],
  };
}

/** A cluster whose source was not fetched. */
function unfetched(message: string): FakeCluster {
  const ready = { type: "Ready", status: "False", reason: "GitOperationFailed", message };
  return { ...building, gitrepositories: [fakeRepository(ready, {})], images: [], builds: [], pods: [] };
}

/** A cluster whose builder cannot be made. */
function noBuilder(objects: {
  readonly stack?: FakeObject;
  readonly store?: FakeObject;
  readonly why: string;
}) {
  const { stack, store, why } = objects;
  const builder = fakeKpack("base", [
    { type: "Ready", status: "False", reason: "NoLatestImage", message: "Builder has no latestImage" },
    { type: "UpToDate", status: "False", reason: "ReconcileFailed", message: why },
  ]);
  const message = "Error: Builder 'base' is not ready in namespace ''; Message: Builder has no latestImage";
  return {
    ...building,
    clusterbuilders: [builder],
    ...(stack === undefined ? {} : { clusterstacks: [stack] }),
    ...(store === undefined ? {} : { clusterstores: [store] }),
    images: [fakeImage({ type: "Ready", status: "False", reason: "BuilderNotReady", message })],
    ...{ builds: [], pods: [] },
  };
}

describe("explainWorkload: not failed", () => {
  it("is ready when the newest Pod runs the latest image", async () => {
    expect(await explain(delivered)).toEqual({
      outcome: "ready",
      where: "Workload/hello-golang",
      message: "harbor.tkg.test/demo/hello-golang@sha256:9cfb82e4",
    });
  });

  it("is in progress during a healthy build, of which Cartographer says MissingValueAtPath", async () => {
    expect(await explain(building)).toEqual({
      outcome: "in progress",
      where: `Pod/${buildPod}/build`,
      message: "step build runs",
    });
  });

  const { gitrepositories: _source, images: _image, builds: _builds, ...bare } = building;
  const fetching = fakeRepository({ type: "Ready", status: "Unknown", message: "building artifact" }, {});
  const pushed = fakeRepository(
    { type: "Ready", status: "True" },
    { url: "http://new.tar.gz", revision: "main@sha1:2" },
  );
  const { deployments: _deployment, ...undeployed } = delivered;
  const { ingresses: _ingress, ...unrouted } = delivered;
  const starting = { phase: "Pending", containerStatuses: [{ name: "workload", state: { running: {} } }] };
  it.each<[string, FakeCluster, string, string]>([
    [
      "the Workload is new",
      { workloads: [fakeWorkload([])] },
      "Workload/hello-golang",
      "Cartographer has not looked at it yet",
    ],
    [
      "there is no source",
      { ...bare, pods: [] },
      "Workload/hello-golang",
      "Cartographer has made no GitRepository yet",
    ],
    [
      "the source is fetched",
      { ...building, gitrepositories: [fetching] },
      "GitRepository/hello-golang",
      "building artifact",
    ],
    [
      "Flux looks at a change, and still says what was before",
      {
        ...building,
        gitrepositories: [
          {
            ...fetching,
            status: {
              conditions: [
                {
                  type: "Ready",
                  status: "False",
                  message: "couldn't find remote ref",
                  observedGeneration: 1,
                },
                {
                  type: "Reconciling",
                  status: "True",
                  reason: "Progressing",
                  message: "new generation 1 -> 2",
                },
              ],
            },
          },
        ],
      },
      "GitRepository/hello-golang",
      "new generation 1 -> 2",
    ],
    [
      "a push was fetched",
      { ...delivered, gitrepositories: [pushed] },
      "Image/hello-golang",
      "Cartographer has not handed on the revision main@sha1:2 yet",
    ],
    [
      "the builder is made",
      {
        ...building,
        clusterbuilders: [fakeKpack("base", [])],
        images: [fakeImage({ type: "Ready", status: "False", reason: "BuilderNotReady" })],
      },
      "ClusterBuilder/base",
      "nobody has looked at it yet",
    ],
    ["nothing is deployed", undeployed, "Workload/hello-golang", "Cartographer has made no Deployment yet"],
    [
      "the application starts",
      { ...delivered, ...fakeApp(starting) },
      "Deployment/hello-golang",
      `Pod ${appPod} is not ready yet`,
    ],
    ["nothing leads to it", unrouted, "Workload/hello-golang", "Cartographer has made no Ingress yet"],
  ])("is in progress while %s", async (_what, cluster, where, message) => {
    expect(await explain(cluster)).toEqual({ outcome: "in progress", where, message });
  });

  it("is in progress while an old Pod is crashing and a new one comes", async () => {
    const [crashing] =
      fakeApp({
        phase: "Running",
        containerStatuses: [{ name: "workload", state: { waiting: { reason: "CrashLoopBackOff" } } }],
      }).pods ?? [];
    const [next] = fakeApp(starting).pods ?? [];
    const newer = {
      ...next,
      metadata: { ...next?.metadata, name: "newer", creationTimestamp: "2026-11-21T21:01:20Z" },
    };
    expect(
      await explain({ ...delivered, pods: [...(crashing === undefined ? [] : [crashing]), newer] }),
    ).toMatchObject({
      outcome: "in progress",
      message: "Pod newer is not ready yet",
    });
  });
});

describe("explainWorkload: right after a push, while the application before it runs", () => {
  const next = "harbor.tkg.test/demo/hello-golang@sha256:1b7e5d20";
  const nextBlob = blob.replace("4f0e3c1", "9d2c7aa");
  const first = fakeBuild(1, { type: "Succeeded", status: "True" }, { latestImage: built });
  const second = fakeBuild(2, { type: "Succeeded", status: "True" }, { latestImage: next });
  const source = (url: string) => ({ spec: { source: { blob: { url } } } });
  const running = { type: "Ready", status: "Unknown", reason: "BuildRunning" };
  const upToDate = { type: "Ready", status: "True", reason: "UpToDate" };
  const [deployment] = delivered.deployments ?? [];
  const changed = (more: Readonly<Record<string, unknown>>, generation = 1) => ({
    ...{ ...deployment, metadata: { ...deployment?.metadata, generation } },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1, ...more },
  });
  it.each<[string, FakeCluster, string, string]>([
    [
      "the Build has ended, and the Image does not say so yet",
      {
        images: [
          fakeImage(
            { ...running, message: "Build 'hello-golang-build-2' is executing" },
            { latestImage: built },
          ),
        ],
        builds: [first, second],
      },
      "Image/hello-golang",
      "Build 'hello-golang-build-2' is executing",
    ],
    [
      "the Image was read before its Build ended",
      { images: [fakeImage(upToDate, { latestImage: built })], builds: [first, second] },
      "Image/hello-golang",
      "kpack has not taken over what Build hello-golang-build-2 has made yet",
    ],
    [
      "kpack has begun a Build that was not read yet",
      { images: [fakeImage({ ...running, message: "" }, { latestImage: built })], builds: [first] },
      "Image/hello-golang",
      "kpack builds",
    ],
    [
      "the latest Build was made of the source before",
      {
        gitrepositories: [fakeRepository(upToDate, { url: nextBlob, revision: "main@sha1:9d2c7aa" })],
        images: [{ ...fakeImage(upToDate, { latestImage: built }), ...source(nextBlob) }],
        builds: [{ ...first, ...source(blob) }],
      },
      "Image/hello-golang",
      "kpack has not begun to build main@sha1:9d2c7aa yet",
    ],
    [
      "the Deployment has another image, and its controller has not looked at it",
      { deployments: [changed({}, 2)] },
      "Deployment/hello-golang",
      "the change is not seen yet",
    ],
    [
      "the Deployment makes its Pods anew",
      { deployments: [changed({ updatedReplicas: 0 })] },
      "Deployment/hello-golang",
      "1 of 1 available, 0 up to date",
    ],
  ])("is in progress: %s", async (_what, cluster, where, message) => {
    expect(await explain({ ...delivered, ...cluster })).toEqual({ outcome: "in progress", where, message });
  });

  it("is ready when all of them say the same", async () => {
    const cluster = {
      images: [{ ...fakeImage(upToDate, { latestImage: built }), ...source(blob) }],
      builds: [{ ...first, ...source(blob) }],
    };
    expect(await explain({ ...delivered, ...cluster })).toMatchObject({ outcome: "ready" });
  });
});

describe("explainWorkload: a Pod on its way out", () => {
  it("does not count, whatever it says", async () => {
    const state = { waiting: { reason: "CrashLoopBackOff" } };
    const [pod] = fakeApp({ phase: "Running", containerStatuses: [{ name: "workload", state }] }).pods ?? [];
    const leaving = { ...pod, metadata: { ...pod?.metadata, deletionTimestamp: "2026-11-21T21:01:00Z" } };
    expect(await explain({ ...delivered, pods: [leaving] })).toEqual({
      ...{ outcome: "in progress", where: "Deployment/hello-golang", message: "it has no Pod yet" },
    });
  });
});

describe("explainWorkload: the Workload itself", () => {
  it("knows a type that no supply chain takes, and says which there are", async () => {
    const message =
      "no supply chain found where full selector is satisfied by labels: map[app.tanzu.vmware.com/workload-type:worker]";
    const chain = { type: "SupplyChainReady", status: "False", reason: "SupplyChainNotFound", message };
    const chains = [
      {
        metadata: { name: "supply-chain" },
        spec: { selector: { "app.tanzu.vmware.com/workload-type": "web" } },
      },
    ];
    expect(await explain({ workloads: [fakeWorkload([chain])], clustersupplychains: chains })).toEqual({
      outcome: "failed",
      where: "Workload/hello-golang",
      message: `SupplyChainNotFound: ${message}`,
      cause: "no supply chain",
      likelyCause:
        "the labels of the Workload fit no supply chain, or several; there is: app.tanzu.vmware.com/workload-type=web",
      hint: "kubectl -n default label workload/hello-golang --overwrite app.tanzu.vmware.com/workload-type=web",
    });
  });

  it("knows what the API server refuses, and which resource of the supply chain it is", async () => {
    const message =
      'unable to apply object [default/hello-golang] for resource [image-builder]: create: images.kpack.io is forbidden: User "system:serviceaccount:default:default" cannot create resource "images"';
    const refused = { status: "False", reason: "TemplateRejectedByAPIServer", message };
    const conditions = [
      { type: "SupplyChainReady", status: "True" },
      { type: "ResourcesSubmitted", ...refused },
    ];
    const resources = [{ name: "image-builder", conditions: [{ type: "ResourceSubmitted", ...refused }] }];
    expect(await explain({ workloads: [fakeWorkload(conditions, resources)] })).toMatchObject({
      where: "Workload/hello-golang/image-builder",
      message: `TemplateRejectedByAPIServer: ${message}`,
      cause: "refused by Kubernetes",
      likelyCause: "the supply chain's service account may not make such an object",
    });
  });

  it("knows that there is none", async () => {
    expect(await explain({})).toMatchObject({
      outcome: "failed",
      message: "there is no Workload hello-golang in namespace default",
      cause: "no workload",
    });
  });
});

describe("explainWorkload: the source", () => {
  const url = "https://git.git-server.svc.cluster.local/hello-golang.git";
  const clone = `failed to checkout and determine revision: unable to clone '${url}'`;
  it.each([
    [
      `${clone}: Get "${url}/info/refs?service=git-upload-pack": ${unknownAuthority}`,
      "untrusted certificate",
      "Flux does not trust the CA of the server",
      "put the git server's CA into Secret git-credentials of namespace default, as ca.crt",
    ],
    [
      `${clone}: authentication required`,
      "wrong git credentials",
      "the git server does not accept user and password of Secret git-credentials",
      `put username and password into Secret git-credentials of namespace default; try them with: git ls-remote ${url}`,
    ],
    [
      `${clone}: repository not found`,
      "no such repository",
      `the git server knows no repository ${url}, or not for this user`,
      `git ls-remote ${url}`,
    ],
    [
      `${clone}: couldn't find remote ref "refs/heads/main"`,
      "no such branch",
      "the repository has no branch main, or nothing was pushed to it yet",
      `git ls-remote --heads ${url}`,
    ],
    [
      `failed to configure authentication options: failed to get secret 'default/git-credentials': secrets "git-credentials" not found`,
      "no such secret",
      "a Secret that is named is not in namespace default",
      "kubectl -n default get secrets",
    ],
    [
      `${clone}: Get "${url}": dial tcp 10.96.1.1:443: connect: connection refused`,
      "unreachable",
      "the server does not answer, or its name is not known here",
      "kubectl -n git-server get pods; Flux tries again by itself",
    ],
  ])("%s", async (message, cause, likelyCause, hint) => {
    expect(await explain(unfetched(message))).toEqual({
      ...{ outcome: "failed", where: "GitRepository/hello-golang", message, cause, likelyCause, hint },
    });
  });

  it("counts although an earlier revision runs", async () => {
    const ready = {
      type: "Ready",
      status: "False",
      reason: "GitOperationFailed",
      message: `${clone}: authentication required`,
    };
    expect(await explain({ ...delivered, gitrepositories: [fakeRepository(ready)] })).toMatchObject({
      outcome: "failed",
      where: "GitRepository/hello-golang",
    });
  });
});

describe("explainWorkload: the builder", () => {
  const candidate = `${registry} (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Harbor CA")`;
  const untrusting = (name: string, message: string) =>
    fakeKpack(name, [{ type: "Ready", status: "False", message }]);
  it.each([
    [
      "ClusterStack/base",
      noBuilder({ stack: untrusting("base", registry), why: "stack base is not ready" }),
      registry,
      "untrusted certificate",
      "kpack's controller does not trust the CA of the server",
    ],
    [
      "ClusterStore/default",
      noBuilder({ store: untrusting("default", candidate), why: "x" }),
      candidate,
      "rotated CA",
      "kpack's controller has a CA of that name, but of another key: the CA was replaced",
    ],
    [
      "ClusterBuilder/base",
      noBuilder({ why: registry }),
      registry,
      "untrusted certificate",
      "kpack's controller does not trust the CA of the server",
    ],
  ])("%s knows why there is none", async (where, cluster, message, cause, likelyCause) => {
    expect(await explain(cluster)).toMatchObject({
      ...{ where, message, cause, likelyCause },
      hint: expect.stringContaining("Deployment kpack-controller") as string,
    });
  });

  it("knows that its login is not accepted", async () => {
    const why =
      "POST https://harbor.tkg.test/v2/demo/clusterbuilder/blobs/uploads/: UNAUTHORIZED: unauthorized to access repository: demo/clusterbuilder, action: push";
    expect(await explain(noBuilder({ why }))).toMatchObject({
      where: "ClusterBuilder/base",
      message: why,
      cause: "wrong registry credentials",
    });
  });

  it("knows that the Image names one that is not there", async () => {
    const message = "Error: Unable to find builder 'base' in namespace ''.";
    const image = fakeImage({ type: "Ready", status: "False", reason: "BuilderNotFound", message });
    expect(
      await explain({ ...building, clusterbuilders: [], images: [image], builds: [], pods: [] }),
    ).toMatchObject({
      ...{ where: "Image/hello-golang", message, cause: "no builder" },
    });
  });
});

describe("explainWorkload: the build", () => {
  it("knows a Build that never got a Pod", async () => {
    const message = `unable to fetch remote builder image: ${registry}`;
    const cluster = {
      ...failedIn("prepare"),
      pods: [],
      builds: [fakeBuild(1, { type: "Succeeded", status: "False", message })],
    };
    expect(await explain(cluster)).toMatchObject({
      ...{ where: "Build/hello-golang-build-1", message, cause: "untrusted certificate" },
      likelyCause: "kpack's controller does not trust the CA of the server",
    });
  });

  const prepare = `Error verifying write access to "harbor.tkg.test/demo/hello-golang": creating push check transport for harbor.tkg.test failed: ${registry}`;
  const ensure = (verb: string) =>
    `ERROR: failed to initialize ${verb}: validating registry read access: failed to ensure registry read access to harbor.tkg.test/demo/hello-golang: ${registry}`;
  const exported = `ERROR: failed to export: failed to write image to the following tags: [harbor.tkg.test/demo/hello-golang: ${registry}]`;
  it.each([
    [
      "prepare",
      `Loading registry credentials from service account secrets\nLoading cluster credential helpers\n${prepare}\n`,
      prepare,
      "kpack's build-init image (step prepare) does not trust the CA of the server",
    ],
    [
      "analyze",
      `\u001b[31;1mERROR: \u001b[0m${ensure("analyzer").slice(7)}\n`,
      ensure("analyzer"),
      "the ClusterStack's build image (steps analyze, restore, export) does not trust the CA of the server",
    ],
    [
      "restore",
      `Timer: Restorer started at x\n${ensure("restorer")}\n`,
      ensure("restorer"),
      "the ClusterStack's build image (steps analyze, restore, export) does not trust the CA of the server",
    ],
    [
      "export",
      `Adding layer 'launcher'\n${exported}\n`,
      exported,
      "the ClusterStack's build image (steps analyze, restore, export) does not trust the CA of the server",
    ],
    [
      "completion",
      `2026/11/21 21:01:00 ${registry}\n`,
      `2026/11/21 21:01:00 ${registry}`,
      "kpack's completion or rebase image does not trust the CA of the server",
    ],
  ] as const)(
    "step %s says in its log that it does not trust the registry",
    async (step, log, message, likelyCause) => {
      const cluster = failedIn(step);
      expect(await explain(cluster, { [`${buildPod}/${step}`]: log })).toMatchObject({
        ...{
          outcome: "failed",
          where: `Pod/${buildPod}/${step}`,
          message,
          cause: "untrusted certificate",
          likelyCause,
        },
      });
    },
  );

  it("asks for the log of the step that has failed, and of no other", async () => {
    const api = fakeChainApi(failedIn("analyze"));
    await explainBy(api);
    expect(api.asked).toEqual([
      { namespace: "default", pod: buildPod, container: "analyze", previous: false },
    ]);
  });

  it.each([
    ["prepare", 'Error verifying write access to "harbor.tkg.test/demo/hello-golang": UNAUTHORIZED'],
    [
      "export",
      "ERROR: failed to export: saving image: PUT https://harbor.tkg.test/v2/demo/hello-golang/manifests/latest: unexpected status code 401 Unauthorized",
    ],
  ] as const)("step %s: a login that is not accepted", async (step, log) => {
    expect(await explain(failedIn(step), { [`${buildPod}/${step}`]: log })).toMatchObject({
      ...{ message: log, cause: "wrong registry credentials" },
      hint: expect.stringContaining("kubectl -n default get serviceaccount default -o yaml") as string,
    });
  });

  it("tells a project that is full from a login that is refused", async () => {
    const log =
      "ERROR: failed to export: failed to write image to the following tags: [harbor.tkg.test/demo/hello-golang: PUT https://harbor.tkg.test/v2/demo/hello-golang/blobs/uploads/c57730cd: DENIED: adding 1.3 MiB of storage resource, which when updated to current usage of 2.5 KiB will exceed the configured upper limit of 1.0 MiB.]";
    expect(await explain(failedIn("export"), { [`${buildPod}/export`]: log })).toMatchObject({
      ...{ message: log, cause: "disk full" },
      likelyCause: "the project of the registry holds as much as it may",
    });
  });

  it("knows that no buildpack detects", async () => {
    const log =
      "======== Results ========\nfail: tkglab/go@0.0.1\nERROR: No buildpack groups passed detection.\nERROR: Please check that you are running against the correct path.\nERROR: failed to detect: no buildpacks participating\n";
    expect(await explain(failedIn("detect", ended(20)), { [`${buildPod}/detect`]: log })).toMatchObject({
      where: `Pod/${buildPod}/detect`,
      message:
        "ERROR: No buildpack groups passed detection.\nERROR: Please check that you are running against the correct path.\nERROR: failed to detect: no buildpacks participating",
      cause: "no buildpack detects",
    });
  });

  const end = "ERROR: failed to build: exit status 1";
  const buildLog = (command: string, ...said: readonly string[]) =>
    [`  $ ${command}`, ...said.map((line) => (line === "" ? "" : `    ${line}`)), "  3 s", end, ""].join(
      "\n",
    );
  it.each([
    [
      "Go",
      buildLog("go build -trimpath -o /layers/x .", "# hello-golang", "./main.go:47:9: undefined: nonsense"),
      "./main.go:47:9: undefined: nonsense",
    ],
    [
      "Java",
      buildLog(
        "mvn package",
        "[INFO] Compiling 1 source file",
        "[ERROR] COMPILATION ERROR : ",
        "[ERROR] /workspace/src/main/java/Hello.java:[5,9] cannot find symbol",
        "  symbol:   variable Sistem",
        "[INFO] 1 error",
        "[ERROR] -> [Help 1]",
        "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.",
      ),
      "[ERROR] COMPILATION ERROR :\n[ERROR] /workspace/src/main/java/Hello.java:[5,9] cannot find symbol\n  symbol:   variable Sistem",
    ],
    [
      "Ruby",
      buildLog("ruby -c app.rb", "app.rb:3: syntax error, unexpected `end'"),
      "app.rb:3: syntax error, unexpected `end'",
    ],
    [
      "Node.js",
      buildLog(
        "node --check server.js",
        "/workspace/server.js:12",
        "}",
        "^",
        "",
        "SyntaxError: Unexpected token '}'",
        "    at wrapSafe (node:internal:1)",
        "",
        "Node.js v18.20.4",
      ),
      "/workspace/server.js:12\n}\n^\nSyntaxError: Unexpected token '}'",
    ],
    [
      "npm",
      "npm error code ENOTCACHED\nnpm error request to https://npm.example.com/left-pad failed\nnpm error A complete log of this run can be found in: /x\n",
      "npm error code ENOTCACHED\nnpm error request to https://npm.example.com/left-pad failed",
    ],
  ])("gives the compiler's own lines: %s", async (_language, log, message) => {
    expect(await explain(failedIn("build", ended(51)), { [`${buildPod}/build`]: log })).toMatchObject({
      ...{ where: `Pod/${buildPod}/build`, message: log.includes(end) ? `${message}\n${end}` : message },
      cause: "build fails",
      hint: "mend what the message says, commit and push: the next revision is built by itself",
    });
  });

  it("gives the buildpack's own words, with what to do, where it has any", async () => {
    const advice = "Put them into the project: go mod tidy, go mod vendor, and commit the folder vendor.";
    const refused = `ERROR: not in the build image: example.test/left@v1.0.0. Builds have no network.\n  ${advice}\n${end}`;
    const log = `  $ go build .\n    go: downloading example.test/left v1.0.0\n  1 s\n\n${refused}\n`;
    expect(await explain(failedIn("build", ended(51)), { [`${buildPod}/build`]: log })).toMatchObject({
      ...{ message: refused, cause: "build fails" },
    });
  });

  it("gives the end of a log that it does not understand, and what Kubernetes says where there is none", async () => {
    const odd = Array.from({ length: 30 }, (_, n) => `line ${n}`).join("\n");
    const { message } = await explain(failedIn("build"), { [`${buildPod}/build`]: odd });
    expect(message.split("\n")).toHaveLength(20);
    expect(message).toMatch(/line 29$/);
    expect(await explain(failedIn("build"))).toMatchObject({ message: "it ended with exit code 1" });
  });

  it("says that a step was killed for want of memory, whatever its log says", async () => {
    const cluster = failedIn("build", ended(137, "OOMKilled"));
    expect(await explain(cluster, { [`${buildPod}/build`]: "compiling" })).toMatchObject({
      ...{ cause: "out of memory", message: "OOMKilled: it ended with exit code 137: OOMKilled\ncompiling" },
    });
  });

  const untrusted = (image: string) =>
    `failed to pull and unpack image "${image}": failed to do request: Head "https://harbor.tkg.test/v2/demo/manifests/x": x509: certificate signed by unknown authority`;
  it("knows a builder image that the node cannot pull, while kpack says nothing but in progress", async () => {
    const message = `Back-off pulling image "harbor.tkg.test/demo/clusterbuilder": ErrImagePull: ${untrusted("x")}`;
    const waiting = { waiting: { reason: "ImagePullBackOff", message } };
    expect(await explain({ ...building, pods: [fakeBuildPod(1, "analyze", waiting)] })).toMatchObject({
      ...{
        outcome: "failed",
        where: `Pod/${buildPod}/analyze`,
        message: `ImagePullBackOff: ${message}`,
        cause: "untrusted certificate",
      },
      likelyCause: "containerd on the node does not trust the CA of the server",
    });
  });

  it.each([
    [
      "a full disk in a step",
      failedIn("export"),
      { [`${buildPod}/export`]: "ERROR: failed to export: write /layers/x: no space left on device" },
    ],
    ["an evicted Pod", { ...failedIn("build"), pods: [evicted()] }, {}],
  ])("knows %s", async (_what, cluster, logs) => {
    expect(await explain(cluster, logs)).toMatchObject({ outcome: "failed", cause: "disk full" });
  });

  it("counts although the image before it runs: Cartographer then says that all is well", async () => {
    const { images, builds, pods } = failedIn("build", ended(51));
    const both = [...(pods ?? []), ...(delivered.pods ?? [])];
    const cluster = { ...delivered, images: images ?? [], builds: builds ?? [], pods: both };
    expect(await explain(cluster)).toMatchObject({ outcome: "failed", where: `Pod/${buildPod}/build` });
  });
});

describe("explainWorkload: the application", () => {
  const app = (state: ContainerState, lastState?: ContainerState) => ({
    ...delivered,
    ...fakeApp({ phase: "Running", containerStatuses: [{ name: "workload", state, lastState }] }),
  });

  it("knows a program that ends by itself, by the log of its last run", async () => {
    const api = fakeChainApi(app({ waiting: { reason: "CrashLoopBackOff" } }, ended(1)), {
      [`${appPod}/workload`]: "server.js:3\nError: listen EADDRINUSE: address already in use :::8080\n",
    });
    expect(await explainBy(api)).toEqual({
      outcome: "failed",
      where: `Pod/${appPod}/workload`,
      message: "server.js:3\nError: listen EADDRINUSE: address already in use :::8080",
      cause: "application fails",
      likelyCause:
        "the application ends by itself: it has to listen on port 8080 (variable PORT) and go on running",
      hint: `kubectl -n default logs ${appPod} --previous`,
    });
    expect(api.asked).toMatchObject([{ previous: true }]);
  });

  it("says how a program ended that has left no log", async () => {
    expect(await explain(app({ waiting: { reason: "CrashLoopBackOff" } }, ended(2)))).toMatchObject({
      message: "CrashLoopBackOff: it ended with exit code 2",
    });
  });

  it.each([
    ["401 Unauthorized", "wrong registry credentials"],
    ["x509: certificate signed by unknown authority", "untrusted certificate"],
    ["harbor.tkg.test/demo/x: not found", "no such image"],
  ])("knows an image that does not come: %s", async (why, cause) => {
    const message = `failed to pull and unpack image "harbor.tkg.test/demo/x": ${why}`;
    expect(await explain(app({ waiting: { reason: "ErrImagePull", message } }))).toMatchObject({
      ...{ where: `Pod/${appPod}/workload`, message: `ErrImagePull: ${message}`, cause },
    });
  });
});

function evicted(): FakeObject {
  const pod = fakeBuildPod(1, "build", { running: {} });
  const message = "The node was low on resource: ephemeral-storage.";
  return { ...pod, status: { phase: "Failed", reason: "Evicted", message } };
}

it("says of no trouble that it is one while Cartographer only waits", async () => {
  expect(missingValue.map(({ status }) => status)).toContain("Unknown");
  expect(await explain({ ...building, pods: [] })).toMatchObject({
    outcome: "in progress",
    where: "Build/hello-golang-build-1",
  });
});
