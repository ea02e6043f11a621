/** For tests: an object as an API server keeps it. */
export interface KeptObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
    finalizers?: string[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown> | undefined;
  [field: string]: unknown;
}

/** For tests: what the server says instead of doing what it is asked. */
export interface FakeRefusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
}

/** For tests: the kinds of the package commands, and what their collections are called. */
export const packageResources = {
  "v1/namespaces": "Namespace",
  "v1/serviceaccounts": "ServiceAccount",
  "v1/secrets": "Secret",
  "rbac.authorization.k8s.io/v1/clusterroles": "ClusterRole",
  "rbac.authorization.k8s.io/v1/clusterrolebindings": "ClusterRoleBinding",
  "packaging.carvel.dev/v1alpha1/packageinstalls": "PackageInstall",
  "kappctrl.k14s.io/v1alpha1/apps": "App",
  "data.packaging.carvel.dev/v1alpha1/packages": "Package",
  "data.packaging.carvel.dev/v1alpha1/packagemetadatas": "PackageMetadata",
};

const ofTheCluster = ["Namespace", "ClusterRole", "ClusterRoleBinding"];

/** For tests: what a server answers. */
export interface Answered {
  readonly status: number;
  readonly body: object | string;
}

/** For tests: a request as far as it matters. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly patchType: string | undefined;
  readonly body: string;
}

/** For tests: where an object is. */
export function pathOf({ apiVersion, kind, metadata }: KeptObject): string {
  const plural = Object.entries(packageResources)
    .find(([, one]) => one === kind)?.[0]
    .split("/")
    .at(-1);
  const { name, namespace } = metadata;
  const where = namespace === undefined ? "" : `/namespaces/${namespace}`;
  return `${apiVersion.includes("/") ? "/apis" : "/api"}/${apiVersion}${where}/${plural ?? kind}/${name}`;
}

/** For tests: does with the objects what a request asks, as an API server does. */
export function carryOut(
  { method, path, patchType, body }: FakeRequest,
  objects: Map<string, KeptObject>,
  resources: Readonly<Record<string, string>>,
): Answered {
  const discovery = discoveryOf(path, resources);
  if (discovery !== undefined) return discovery;
  const found = objects.get(path);
  switch (method) {
    case "GET":
      return found === undefined ? collectionOf(path, objects, resources) : { status: 200, body: found };
    case "POST":
      return create(path, JSON.parse(body) as KeptObject, objects); // as: that is what it is sent
    case "PUT":
    case "PATCH": {
      if (found === undefined) return refused(missing(path));
      if (method === "PATCH" && patchType !== "application/merge-patch+json")
        return { status: 415, body: "" };
      const given = JSON.parse(body) as KeptObject; // as: likewise
      const changed =
        method === "PUT" ? { ...given, status: found.status } : (merge(found, given) as KeptObject); // as: likewise
      const isNew = JSON.stringify(changed.spec) !== JSON.stringify(found.spec);
      changed.metadata = { ...found.metadata, ...changed.metadata };
      changed.metadata.generation = (found.metadata.generation ?? 1) + Number(isNew);
      objects.set(path, changed);
      return { status: 200, body: changed };
    }
    case "DELETE":
      return remove(path, found, objects);
    default:
      return { status: 405, body: "" };
  }
}

function create(path: string, object: KeptObject, objects: Map<string, KeptObject>): Answered {
  const place = `${path}/${object.metadata.name}`;
  if (objects.has(place)) {
    return refused({
      ...{ status: 409, reason: "AlreadyExists", message: `${place} already exists` },
    });
  }
  object.metadata.uid = `uid-${objects.size}`;
  object.metadata.generation = 1;
  objects.set(place, object);
  return { status: 201, body: object };
}

/** What has finalizers stays until they are gone. */
function remove(path: string, found: KeptObject | undefined, objects: Map<string, KeptObject>): Answered {
  if (found === undefined) return refused(missing(path));
  if ((found.metadata.finalizers ?? []).length === 0) objects.delete(path);
  else if (found.metadata.deletionTimestamp === undefined) {
    found.metadata.deletionTimestamp = "2026-01-01T00:00:00Z";
    found.metadata.generation = (found.metadata.generation ?? 1) + 1;
  }
  return { status: 200, body: { apiVersion: "v1", kind: "Status", status: "Success" } };
}

function discoveryOf(path: string, resources: Readonly<Record<string, string>>): Answered | undefined {
  const groupVersion = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))$/.exec(path);
  if (groupVersion === null) return undefined;
  const wanted = groupVersion[1] ?? groupVersion[2] ?? "";
  const here = Object.entries(resources).filter(([key]) => key.slice(0, key.lastIndexOf("/")) === wanted);
  if (here.length === 0) return { status: 404, body: "404 page not found\n" };
  const list = here.map(([key, kind]) => ({
    ...{ name: key.split("/").at(-1), kind, namespaced: !ofTheCluster.includes(kind), verbs: [] },
  }));
  return { status: 200, body: { kind: "APIResourceList", groupVersion: wanted, resources: list } };
}

function collectionOf(
  path: string,
  objects: Map<string, KeptObject>,
  resources: Readonly<Record<string, string>>,
): Answered {
  const plural = path.split("/").at(-1) ?? "";
  const kind = Object.entries(resources).find(([key]) => key.endsWith(`/${plural}`))?.[1];
  if (kind === undefined) return refused(missing(path));
  const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
  const items = [...objects.values()].filter(
    (one) => one.kind === kind && (namespace === undefined || one.metadata.namespace === namespace),
  );
  return { status: 200, body: { apiVersion: "v1", kind: "List", metadata: {}, items } };
}

function missing(path: string): FakeRefusal {
  return { status: 404, reason: "NotFound", message: `${path} not found` };
}

/** For tests: how an API server says no. */
export function refused({ status, reason, message }: FakeRefusal): Answered {
  return { status, body: { apiVersion: "v1", kind: "Status", status: "Failure", reason, message } };
}

/** https://www.rfc-editor.org/rfc/rfc7396 */
function merge(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  // as: just seen, and what is no object is replaced by one
  const merged = { ...(typeof target === "object" ? target : {}) } as Record<string, unknown>;
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null) merged[key] = merge(merged[key], value);
  }
  return Object.fromEntries(
    Object.entries(merged).filter(([key]) => (patch as Record<string, unknown>)[key] !== null), // as: just seen
  );
}
