import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeHarbor, startFakeHarbor } from "../registry/fake-harbor.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { type FakeAnswer, startFakeApi } from "./fake-api.ts";
import { inspectTrust } from "./inspect-trust.ts";
import { type Inspection, placeLabel } from "./inspection.ts";

const host = "harbor.tkg.test";
const password = "n0t-to-be-seen";
let harbor: FakeHarbor;

beforeAll(async () => {
  harbor = await startFakeHarbor({
    answer: ({ path }) =>
      path.startsWith("/v2/") ? { status: 401, body: "" } : { status: 200, body: harbor.target.caPem },
  });
});
afterAll(() => harbor[Symbol.asyncDispose]());

const base64 = (text: string) => Buffer.from(text).toString("base64");
const good = (type: string) => [{ type, status: "True" }];
const ended = (name: string) => ({ name, state: { terminated: { exitCode: 0 } } });

const controller = {
  metadata: { name: "kpack-controller-1", namespace: "kpack", labels: { app: "kpack-controller" } },
  spec: {
    containers: [
      {
        name: "controller",
        volumeMounts: [{ name: "ca", mountPath: "/etc/ssl/certs/harbor-ca.crt", subPath: "ca.crt" }],
      },
    ],
    volumes: [{ name: "ca", configMap: { name: "harbor-ca" } }],
  },
  status: { startTime: "2026-11-21T11:00:00Z" },
};
const builder = `${host}/demo/clusterbuilder@sha256:1`;
const buildPod = {
  metadata: { name: "a-build-1-build-pod", namespace: "default", labels: { "kpack.io/build": "a-build-1" } },
  spec: {
    initContainers: [
      { name: "prepare", image: `${host}/demo/kpack/build-init@sha256:1` },
      ...["analyze", "detect", "restore", "build", "export"].map((name) => ({ name, image: builder })),
    ],
    containers: [{ name: "completion", image: `${host}/demo/kpack/completion@sha256:1` }],
    imagePullSecrets: [{ name: "regsecret" }],
  },
  status: {
    initContainerStatuses: ["prepare", "analyze", "detect", "restore", "build", "export"].map(ended),
    containerStatuses: [ended("completion")],
  },
};
const git = { url: "https://git.git-server.svc.cluster.local/a.git", secretRef: { name: "git-credentials" } };
const kpack = "/apis/kpack.io/v1alpha2";
const image = (name: string) => ({ data: { image: `${host}/demo/kpack/${name}@sha256:1` } });

const regsecret = {
  metadata: { name: "regsecret", namespace: "default" },
  data: {
    ".dockerconfigjson": base64(
      JSON.stringify({ auths: { [`https://${host}`]: { username: "robot", password } } }),
    ),
  },
};

function platform(changed: Readonly<Record<string, FakeAnswer>> = {}) {
  const named = { name: "base" };
  return startFakeApi({
    "/api/v1/nodes": [],
    "/api/v1/pods": [controller, buildPod],
    "/api/v1/events": [],
    "/api/v1/secrets": [regsecret],
    "/api/v1/serviceaccounts": [],
    "/api/v1/namespaces/kpack/configmaps/harbor-ca": { data: { "ca.crt": harbor.target.caPem } },
    "/api/v1/namespaces/kpack/configmaps/build-init-image": image("build-init"),
    "/api/v1/namespaces/kpack/configmaps/completion-image": image("completion"),
    [`${kpack}/clusterstores`]: [
      {
        metadata: { name: "default" },
        spec: { sources: [{ image: `${host}/demo/buildpacks/go` }] },
        status: { conditions: good("Ready") },
      },
    ],
    [`${kpack}/clusterstacks`]: [
      {
        metadata: named,
        spec: { buildImage: { image: `${host}/demo/stack/build` } },
        status: { conditions: good("Ready") },
      },
    ],
    [`${kpack}/clusterbuilders`]: [
      {
        metadata: named,
        spec: { tag: `${host}/demo/clusterbuilder:base` },
        status: { latestImage: builder, conditions: good("Ready") },
      },
    ],
    [`${kpack}/images`]: [
      { metadata: { name: "a", namespace: "default" }, spec: { tag: `${host}/demo/a` } },
      { metadata: { name: "b", namespace: "default" }, spec: { tag: "elsewhere.test/b" } },
    ],
    "/api/v1/namespaces/default/serviceaccounts/default": { secrets: [{ name: "regsecret" }] },
    "/api/v1/namespaces/default/secrets/regsecret": regsecret,
    "/apis/source.toolkit.fluxcd.io/v1/gitrepositories": [
      { metadata: { namespace: "default", name: "a" }, spec: git, status: { conditions: good("Ready") } },
      { metadata: { namespace: "default", name: "plain" }, spec: { url: "http://git.test/b.git" } },
    ],
    "/api/v1/namespaces/default/secrets/git-credentials": {
      data: { "ca.crt": base64(harbor.target.caPem), password: base64(password) },
    },
    ...changed,
  });
}

async function look(changed: Readonly<Record<string, FakeAnswer>> = {}) {
  await using api = await platform(changed);
  await using _docker = await fakeProgram("docker", [{ when: "ps *" }]);
  const connect = `127.0.0.1:${harbor.target.port}`;
  const inspection = await inspectTrust({ kubeconfig: api.kubeconfig, registry: `https://${host}`, connect });
  return { inspection, calls: [...api.calls] };
}

const states = ({ places }: Inspection) =>
  Object.fromEntries(places.map((place) => [placeLabel(place), place.state]));

// Loading the Kubernetes client takes long on a busy host.
describe("inspectTrust on a Source-to-URL platform", { timeout: 60_000 }, () => {
  it("lists kpack's controller, each step of its builds and what Flux is given, and changes nothing", async () => {
    const { inspection, calls } = await look();
    expect(states(inspection)).toEqual({
      "registry harbor.tkg.test": "sound",
      "kpack's controller (kpack/kpack-controller-1)": "trusted",
      "kpack's builds: build-init image (prepare)": "trusted",
      "kpack's builds: stack's build image (analyze, restore, export)": "trusted",
      "kpack's builds: completion image": "trusted",
      "kpack's login (default/default)": "present",
      "Flux: GitRepository default/a": "trusted",
      "imagePullSecrets (default)": "present",
    });
    expect(inspection.ok).toBe(true);
    expect(inspection.places.map(({ detail }) => detail)).toContain(
      "its last run (default/a-build-1-build-pod, export) reached harbor.tkg.test",
    );
    expect(JSON.stringify(inspection)).not.toContain(password);
    expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  });

  it("finds each place from which the CA was taken away", async () => {
    const x509 = `Get "https://${host}/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`;
    const failed = (message: string) => ({ conditions: [{ type: "Ready", status: "False", message }] });
    const pod = {
      ...buildPod,
      status: {
        initContainerStatuses: [
          ended("prepare"),
          { name: "analyze", state: { terminated: { exitCode: 1 } } },
        ],
      },
    };
    const { inspection } = await look({
      "/api/v1/namespaces/kpack/configmaps/harbor-ca": { data: { "ca.crt": "" } },
      "/api/v1/pods": [controller, pod],
      "/api/v1/namespaces/default/pods/a-build-1-build-pod/log": `\u001b[31;1mERROR: \u001b[0mfailed to initialize analyzer: ${x509}\n`,
      [`${kpack}/clusterstacks`]: [
        {
          metadata: { name: "base" },
          spec: { buildImage: { image: `${host}/demo/stack/build` } },
          status: failed(x509),
        },
      ],
      "/api/v1/namespaces/default/secrets/git-credentials": { data: {} },
      "/apis/source.toolkit.fluxcd.io/v1/gitrepositories": [
        {
          metadata: { namespace: "default", name: "a" },
          spec: git,
          status: failed(`unable to clone: ${x509}`),
        },
      ],
    });
    expect(states(inspection)).toMatchObject({
      "kpack's controller (kpack/kpack-controller-1)": "missing",
      "kpack's builds: build-init image (prepare)": "trusted",
      "kpack's builds: stack's build image (analyze, restore, export)": "missing",
      "kpack's builds: completion image": "unknown",
      "Flux: GitRepository default/a": "missing",
    });
  });

  it("does not believe a step whose image was replaced since", async () => {
    const { inspection } = await look({
      "/api/v1/namespaces/kpack/configmaps/build-init-image": image("build-init-2"),
    });
    expect(inspection.places.filter(({ state }) => state === "unknown")).toMatchObject([
      {
        name: "prepare",
        detail:
          "its image was replaced, and no build has run in the new one yet; its last run (default/a-build-1-build-pod, prepare) was of harbor.tkg.test/demo/kpack/build-init@sha256:1",
      },
    ]);
  });

  it("finds a service account whose login kpack does not push with", async () => {
    const account = { imagePullSecrets: [{ name: "regsecret" }] };
    const { inspection } = await look({ "/api/v1/namespaces/default/serviceaccounts/default": account });
    expect(inspection.places.filter(({ kind }) => kind === "kpack-login")).toMatchObject([
      {
        name: "default/default",
        state: "missing",
        detail: expect.stringMatching(/Secret regsecret: user robot$/) as string,
      },
    ]);
    const basic = {
      metadata: { name: "builder", annotations: { "kpack.io/docker": `https://${host}` } },
      data: { username: base64("builder"), password: base64(password) },
    };
    const other = await look({
      "/api/v1/namespaces/default/serviceaccounts/default": { secrets: [{ name: "builder" }] },
      "/api/v1/namespaces/default/secrets/builder": basic,
    });
    expect(other.inspection.places.filter(({ kind }) => kind === "kpack-login")).toMatchObject([
      { state: "present", detail: "Secret builder: user builder" },
    ]);
    expect(JSON.stringify(other.inspection)).not.toContain(password);
  });

  it("has nothing to say of a cluster without kpack and Flux", async () => {
    const { inspection } = await look({
      "/api/v1/pods": [],
      "/apis/source.toolkit.fluxcd.io/v1/gitrepositories": 404,
      ...Object.fromEntries(
        ["clusterstores", "clusterstacks", "clusterbuilders", "images"].map((one) => [
          `${kpack}/${one}`,
          404,
        ]),
      ),
    });
    expect(inspection.places.map(({ kind }) => kind)).toEqual(["registry"]);
  });

  it("says nothing of what one may not see, and judges by what is left", async () => {
    const { inspection } = await look({
      [`${kpack}/clusterstores`]: 403,
      "/apis/source.toolkit.fluxcd.io/v1/gitrepositories": 403,
      "/api/v1/namespaces/kpack/configmaps/harbor-ca": 403,
    });
    expect(states(inspection)).toMatchObject({ "kpack's controller (kpack/kpack-controller-1)": "trusted" });
    expect(inspection.places.some(({ kind }) => kind === "git-repository")).toBe(false);
  });
});
