import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeHarbor, startFakeHarbor } from "../registry/fake-harbor.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { type FakeAnswer, startFakeApi } from "./fake-api.ts";
import { inspectTrust } from "./inspect-trust.ts";
import { type Inspection, placeLabel } from "./inspection.ts";

const registry = "https://harbor.tkg.test";
const password = "n0t-to-be-seen";
let harbor: FakeHarbor;

beforeAll(async () => {
  harbor = await startFakeHarbor({
    answer: ({ path }) =>
      path.startsWith("/v2/") ? { status: 401, body: "" } : { status: 200, body: harbor.target.caPem },
  });
});
afterAll(() => harbor[Symbol.asyncDispose]());

function node(name: string, machineID: string) {
  const addresses = [{ type: "InternalIP", address: "10.0.0.5" }];
  return { metadata: { name }, status: { addresses, nodeInfo: { machineID } } };
}

const hello = {
  metadata: { name: "hello", namespace: "team" },
  spec: {
    containers: [{ name: "a", image: "harbor.tkg.test/team/a:1" }],
    imagePullSecrets: [{ name: "regcred" }],
  },
};
const kappController = {
  metadata: { name: "kapp-controller-1", namespace: "tkg-system", labels: { app: "kapp-controller" } },
  spec: { containers: [{ name: "kapp-controller" }, { name: "kapp-controller-sidecarexec" }] },
  status: { containerStatuses: [{ name: "kapp-controller-sidecarexec", state: { waiting: {} } }] },
};
const regcred = {
  metadata: { name: "regcred", namespace: "team" },
  data: {
    ".dockerconfigjson": Buffer.from(
      JSON.stringify({ auths: { "harbor.tkg.test": { username: "ci", password } } }),
    ).toString("base64"),
  },
};

function cluster(changed: Readonly<Record<string, FakeAnswer>> = {}) {
  return startFakeApi({
    "/api/v1/nodes": [node("node-1", "m1"), node("node-2", "m2"), node("far-1", "m3")],
    "/api/v1/pods": [hello, kappController],
    "/api/v1/events": [],
    "/api/v1/secrets": [regcred],
    "/api/v1/serviceaccounts": [],
    "/api/v1/namespaces/tkg-system/configmaps/kapp-controller-config": {
      data: { caCerts: harbor.target.caPem },
    },
    ...changed,
  });
}

/** What a node's shell prints, with the CA in its store or without. */
function nodeSays(machineId: string, ca: string): string {
  const path = "/etc/ssl/certs/harbor.pem";
  return `machine-id ${machineId}\nos photon\nstarted 200.0\nbooted 200.1\nchanged 100.0 ${path}\nfiles\n==> ${path} <==\n${ca}`;
}

function nodesHere() {
  return fakeProgram("docker", [
    { when: "ps *", stdout: "node-1\nnode-2\n" },
    { when: "exec node-1 *", stdout: nodeSays("m1", harbor.target.caPem) },
    { when: "exec node-2 *", stdout: nodeSays("another-machine", harbor.target.caPem) },
  ]);
}

function states({ places }: Inspection) {
  return Object.fromEntries(places.map((place) => [placeLabel(place), place.state]));
}

function look(kubeconfig: string, namespace?: string) {
  const connect = `127.0.0.1:${harbor.target.port}`;
  return inspectTrust({ kubeconfig, registry, connect, ...(namespace === undefined ? {} : { namespace }) });
}

// Loading the Kubernetes client takes long on a busy host.
describe("inspectTrust", { timeout: 60_000 }, () => {
  it("lists every place of a cluster, and asks only what changes nothing", async () => {
    await using api = await cluster();
    await using docker = await nodesHere();
    const inspection = await look(api.kubeconfig);
    expect(states(inspection)).toEqual({
      "registry harbor.tkg.test": "sound",
      "node node-1": "trusted",
      "node node-2": "unknown",
      "node far-1": "unknown",
      "kapp-controller (tkg-system): caCerts": "trusted",
      "kapp-controller (tkg-system/kapp-controller-1): bundle in use": "unknown",
      "imagePullSecrets (team)": "present",
    });
    expect(inspection).toMatchObject({ schema: 1, ok: false });
    expect(inspection.places.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([
        "the container of that name is another node",
        "it is no container of this host",
        "container kapp-controller-sidecarexec does not run",
      ]),
    );
    expect(JSON.stringify(inspection)).not.toContain(password);
    expect(api.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
    const commands = (await docker.calls()).map((call) => call.split(" ")[0]);
    expect(commands.filter((word) => word === "ps" || word === "exec")).toHaveLength(3);
  });

  it("is in order when every place is", async () => {
    await using api = await cluster({ "/api/v1/nodes": [node("node-1", "m1")], "/api/v1/pods": [hello] });
    await using _docker = await nodesHere();
    expect(await look(api.kubeconfig)).toMatchObject({ ok: true });
  });

  it("does without Docker: the cluster may be anywhere", async () => {
    await using api = await cluster();
    await using _docker = await fakeProgram("docker", [
      {
        when: "ps *",
        exitCode: 1,
        stderr: "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
      },
    ]);
    const { places } = await look(api.kubeconfig);
    const nodes = places.filter(({ kind }) => kind === "node");
    expect(nodes.map(({ state }) => state)).toEqual(["unknown", "unknown", "unknown"]);
    expect(nodes[0]?.detail).toMatch(/^this host's Docker cannot be asked for it: /);
  });

  it("looks at the imagePullSecrets of one namespace only when told, also where nobody pulls", async () => {
    await using api = await cluster({
      "/api/v1/namespaces/quiet/secrets": [],
      "/api/v1/namespaces/quiet/serviceaccounts": [],
    });
    await using _docker = await nodesHere();
    const { places } = await look(api.kubeconfig, "quiet");
    expect(places.filter(({ kind }) => kind === "image-pull-secret")).toMatchObject([
      { name: "quiet", state: "not needed" },
    ]);
    expect(api.calls.some((call) => call.startsWith("GET /api/v1/secrets"))).toBe(false);
  });

  it("says unknown of what one may not see", async () => {
    await using api = await cluster({
      "/api/v1/nodes": 403,
      "/api/v1/secrets": 403,
      "/api/v1/namespaces/tkg-system/secrets/kapp-controller-config": 403,
    });
    await using _docker = await nodesHere();
    expect(states(await look(api.kubeconfig))).toMatchObject({
      "node *": "unknown",
      "kapp-controller (tkg-system): caCerts": "unknown",
      "imagePullSecrets (team)": "unknown",
    });
  });
});
