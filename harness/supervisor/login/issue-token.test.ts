import { describe, expect, it } from "vitest";
import type { ApiRequest } from "../controller/api-requests.ts";
import { ApiError } from "../controller/kube-api.ts";
import { tokenIssuer } from "./issue-token.ts";

const { signal } = new AbortController();
const user = "administrator@vsphere.local";
const clustersPath = "/apis/run.tanzu.vmware.com/v1alpha2/tanzukubernetesclusters";
const reviewPath = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
const secretPath = "/api/v1/namespaces/ns1/secrets/tkc-1-kubeconfig";
const supervisorToken =
  "/api/v1/namespaces/vmware-system-tkg/serviceaccounts/administrator-vsphere-local/token";
const guestToken = "/api/v1/namespaces/vmware-system-auth/serviceaccounts/administrator-vsphere-local/token";

type Answers = Readonly<Record<string, unknown>>;

/** An API server that has these answers by path, and refuses what it has no answer for. */
function api(answers: Answers) {
  const asked: ApiRequest[] = [];
  const ask = (request: ApiRequest): Promise<unknown> => {
    asked.push(request);
    const answer = answers[request.path];
    if (answer instanceof Error) return Promise.reject(answer);
    return answer === undefined
      ? Promise.reject(new ApiError(404, `${request.path} not found`))
      : Promise.resolve(answer);
  };
  return { ask, asked };
}

const cluster = (namespace: string) => ({ metadata: { name: "tkc-1", namespace } });
const supervisorWith = (answers: Answers = {}) =>
  api({
    [supervisorToken]: { status: { token: "token-of-supervisor" } },
    [clustersPath]: { items: [cluster("ns1")] },
    "/apis/run.tanzu.vmware.com/v1alpha2/namespaces/ns1/tanzukubernetesclusters": { items: [cluster("ns1")] },
    [reviewPath]: { status: { allowed: true } },
    [secretPath]: { data: { value: Buffer.from("a kubeconfig").toString("base64") } },
    ...answers,
  });
const made = { metadata: {} };
const guestWith = (answers: Answers = {}) =>
  api({
    "/api/v1/namespaces": made,
    "/api/v1/namespaces/vmware-system-auth/serviceaccounts": made,
    "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings": made,
    [guestToken]: { status: { token: "token-of-guest" } },
    ...answers,
  });

/** Logs in to the guest cluster tkc-1. */
async function logIn({ supervisor = supervisorWith(), guest = guestWith(), namespace = "" } = {}) {
  const opened: string[] = [];
  const issue = tokenIssuer(supervisor.ask, (kubeconfig) => {
    opened.push(kubeconfig);
    return Promise.resolve({ ask: guest.ask, server: "172.18.0.9", caPem: "PEM" });
  });
  const guestCluster = { name: "tkc-1", ...(namespace === "" ? {} : { namespace }) };
  return { session: await issue({ user, guestCluster }, signal), opened };
}

describe("a token for the Supervisor", () => {
  it("is one of the user's service account, for ten hours", async () => {
    const supervisor = supervisorWith();
    const session = await tokenIssuer(supervisor.ask)({ user }, signal);
    expect("token" in session && session.token.reveal()).toBe("token-of-supervisor");
    expect(supervisor.asked).toMatchObject([
      { method: "POST", path: supervisorToken, body: { spec: { expirationSeconds: 36_000 } } },
    ]);
  });
});

describe("a token for a guest cluster", () => {
  it.each(["", "ns1"])("is one of an account that is made there (namespace %j)", async (namespace) => {
    const guest = guestWith();
    const { session, opened } = await logIn({ guest, namespace });
    expect(opened).toEqual(["a kubeconfig"]);
    expect(session).toMatchObject({ guestCluster: { server: "172.18.0.9", caPem: "PEM" } });
    expect("token" in session && session.token.reveal()).toBe("token-of-guest");
    expect(guest.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/v1/namespaces",
      "POST /api/v1/namespaces/vmware-system-auth/serviceaccounts",
      "POST /apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
      `POST ${guestToken}`,
    ]);
  });

  it("needs no account that is there already", async () => {
    const guest = guestWith({ "/api/v1/namespaces": new ApiError(409, "exists") });
    const { session } = await logIn({ guest });
    expect("token" in session).toBe(true);
  });

  it("asks whether the user may see clusters of that namespace, as the service account", async () => {
    const supervisor = supervisorWith({ [reviewPath]: { status: { allowed: false } } });
    const guest = guestWith();
    const { session } = await logIn({ supervisor, guest });
    expect(session).toEqual({
      status: 403,
      message: "cluster ns1/tkc-1 is not one that administrator@vsphere.local may see",
    });
    expect(guest.asked).toEqual([]);
    expect(supervisor.asked.find(({ path }) => path === reviewPath)?.body).toMatchObject({
      spec: {
        user: "system:serviceaccount:vmware-system-tkg:administrator-vsphere-local",
        resourceAttributes: { namespace: "ns1", resource: "tanzukubernetesclusters", verb: "get" },
      },
    });
  });

  it.each([
    ["no cluster of that name", { [clustersPath]: { items: [] } }, 404, "there is no cluster tkc-1"],
    [
      "two of that name",
      { [clustersPath]: { items: [cluster("ns1"), cluster("ns2")] } },
      404,
      "several namespaces have a cluster tkc-1: ns1, ns2; name one",
    ],
    [
      "no kubeconfig yet",
      { [secretPath]: new ApiError(404, "not found") },
      503,
      "cluster ns1/tkc-1 has no API server yet",
    ],
  ])("there is none with %s", async (_what, answers, status, message) => {
    const { session } = await logIn({ supervisor: supervisorWith(answers) });
    expect(session).toEqual({ status, message });
  });

  it("there is none while the API server does not answer", async () => {
    const guest = guestWith({ "/api/v1/namespaces": new Error("connect ECONNREFUSED") });
    const { session } = await logIn({ guest });
    expect(session).toEqual({ status: 503, message: "cluster ns1/tkc-1: its API server does not answer" });
  });

  it("fails with what an API server refuses", async () => {
    const guest = guestWith({ [guestToken]: new ApiError(403, "forbidden") });
    await expect(logIn({ guest })).rejects.toThrow("forbidden");
    const supervisor = supervisorWith({ [secretPath]: new ApiError(403, "no secrets for you") });
    await expect(logIn({ supervisor })).rejects.toThrow("no secrets for you");
  });
});
