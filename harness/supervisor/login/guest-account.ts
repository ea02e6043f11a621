import type { AskApi } from "../controller/api-requests.ts";
import { ApiError } from "../controller/kube-api.ts";

/** Where a guest cluster keeps the accounts of those who log in. */
export const guestNamespace = "vmware-system-auth";

/** The service account of a user: `administrator-vsphere-local` of `administrator@vsphere.local`. */
export function accountOf(user: string): string {
  return user.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** Makes the account of a user in a guest cluster, who may do everything there; what is there stays as it is. */
export async function ensureGuestAccount(ask: AskApi, user: string): Promise<void> {
  const name = accountOf(user);
  await create(ask, "/api/v1/namespaces", {
    ...{ apiVersion: "v1", kind: "Namespace" },
    metadata: { name: guestNamespace },
  });
  await create(ask, `/api/v1/namespaces/${guestNamespace}/serviceaccounts`, {
    ...{ apiVersion: "v1", kind: "ServiceAccount" },
    metadata: { name, namespace: guestNamespace },
  });
  await create(ask, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding" },
    metadata: { name: `${guestNamespace}-${name}` },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name, namespace: guestNamespace }],
  });
}

async function create(ask: AskApi, path: string, body: object): Promise<void> {
  try {
    await ask({ method: "POST", path, body });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 409) throw error;
  }
}
