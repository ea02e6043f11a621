import { connectByText } from "../../cluster/kube/kube.ts";
import { Secret } from "../../core/secret.ts";
import { systemNamespace } from "../api/names.ts";
import { apiRequests, type AskApi } from "../controller/api-requests.ts";
import { collectionPath, objectPath } from "../controller/kinds.ts";
import { ApiError } from "../controller/kube-api.ts";
import { clusterKind } from "../objects/cluster-input.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { accountOf, ensureGuestAccount, guestNamespace } from "./guest-account.ts";
import type { GuestCluster, IssueToken, NoSession } from "./session.ts";

/** Seconds that a token is good for, as long as one of vCenter is. */
const lifetime = 36_000;

/**
 * Makes tokens of service accounts: of one in the Supervisor, which everybody who has an account has, and of one that is
 * made in the guest cluster at the first login. Both expire.
 */
export function tokenIssuer(ask: AskApi, openGuest = openByKubeconfig): IssueToken {
  return async ({ user, guestCluster }) => {
    if (guestCluster === undefined) {
      return { token: await tokenOf(ask, systemNamespace, accountOf(user)) };
    }
    const found = await findCluster(ask, guestCluster);
    if ("status" in found) return found;
    const { name, namespace } = found;
    const which = `cluster ${namespace}/${name}`;
    if (!(await maySee(ask, user, namespace))) {
      return { status: 403, message: `${which} is not one that ${user} may see` };
    }
    const kubeconfig = await kubeconfigOf(ask, found);
    if (kubeconfig === undefined) return { status: 503, message: `${which} has no API server yet` };
    const { ask: askGuest, server, caPem } = await openGuest(kubeconfig);
    try {
      await ensureGuestAccount(askGuest, user);
      const token = await tokenOf(askGuest, guestNamespace, accountOf(user));
      return { token, guestCluster: { server, caPem } };
    } catch (error) {
      if (error instanceof ApiError) throw error;
      return { status: 503, message: `${which}: its API server does not answer` };
    }
  };
}

/** The API of a guest cluster, and what its users have to know of it. */
export interface GuestApi {
  readonly ask: AskApi;
  /** Its address, without a port. */
  readonly server: string;
  readonly caPem: string;
}

async function openByKubeconfig(kubeconfig: string): Promise<GuestApi> {
  const { config } = await connectByText(kubeconfig);
  const { server = "", caData = "" } = config.getCurrentCluster() ?? {};
  const caPem = Buffer.from(caData, "base64").toString("utf8");
  return { ask: await apiRequests({ config }), server: new URL(server).hostname, caPem };
}

async function tokenOf(ask: AskApi, namespace: string, account: string): Promise<Secret> {
  const body = {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    spec: { expirationSeconds: lifetime },
  };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  // as: the API says what a TokenRequest is
  const { status } = (await ask({ method: "POST", path, body })) as {
    readonly status: { readonly token: string };
  };
  return new Secret(status.token);
}

interface Found {
  readonly name: string;
  readonly namespace: string;
}

async function findCluster(ask: AskApi, { name, namespace }: GuestCluster): Promise<Found | NoSession> {
  // as: the API says what a list is
  const { items } = (await ask({ method: "GET", path: collectionPath(clusterKind, namespace) })) as {
    readonly items: readonly KubeObject[];
  };
  const found = items.filter(({ metadata }) => metadata.name === name);
  const [first, second] = found.map(({ metadata }) => metadata.namespace ?? "");
  if (first === undefined) return { status: 404, message: `there is no cluster ${name}` };
  if (second === undefined) return { name, namespace: first };
  return { status: 404, message: `several namespaces have a cluster ${name}: ${first}, ${second}; name one` };
}

/** Whether the user's account may read clusters in a namespace. */
async function maySee(ask: AskApi, user: string, namespace: string): Promise<boolean> {
  const body = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: `system:serviceaccount:${systemNamespace}:${accountOf(user)}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${systemNamespace}`, "system:authenticated"],
      resourceAttributes: {
        ...{ group: "run.tanzu.vmware.com", resource: "tanzukubernetesclusters" },
        ...{ verb: "get", namespace },
      },
    },
  };
  const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  // as: the API says what a SubjectAccessReview is
  const { status } = (await ask({ method: "POST", path, body })) as {
    readonly status: { readonly allowed: boolean };
  };
  return status.allowed;
}

/** The admin's kubeconfig, which Cluster API keeps in a secret; undefined before there is an API server. */
async function kubeconfigOf(ask: AskApi, { name, namespace }: Found): Promise<string | undefined> {
  const path = objectPath({ kind: "Secret", name: `${name}-kubeconfig`, namespace });
  try {
    const { data } = (await ask({ method: "GET", path })) as KubeObject; // as: the path says what it is
    return Buffer.from(data?.value ?? "", "base64").toString("utf8");
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return undefined;
    throw error;
  }
}
