import type { Kube } from "../../cluster/kube/kube.ts";
import { apiStatus } from "../../cluster/kube/kube.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { fieldManager } from "../objects/names.ts";
import { type ApiRequest, apiRequests, type AskApi } from "./api-requests.ts";
import { sayEvent } from "./events.ts";
import { collectionPath, type Kind, kinds, objectPath } from "./kinds.ts";
import type { KubeApi } from "./kube-api.ts";
import { watchKind } from "./watch-kind.ts";

/** The API server of a connection. */
export async function clientKubeApi(
  kube: Pick<Kube, "config">,
  clock: Clock = systemClock,
): Promise<KubeApi> {
  const ask = await apiRequests(kube);
  return {
    // as: the API server gives objects
    get: (object) => unless([404], () => ask(read(objectPath(object))) as Promise<KubeObject>),
    list: (kind, namespace, labelSelector) => list(ask, kind, namespace, labelSelector),
    async create(object) {
      const path = collectionPath(kindOf(object), object.metadata.namespace);
      await ask({ method: "POST", path, query: { fieldManager }, body: object });
    },
    async apply(object) {
      await ask(applyTo(pathOf(object), object));
    },
    async applyStatus(object) {
      await ask(applyTo(`${pathOf(object)}/status`, object));
    },
    async delete(object, uid) {
      const body = { preconditions: { uid }, propagationPolicy: "Background" };
      await unless([404, 409], () => ask({ method: "DELETE", path: objectPath(object), body }));
    },
    event: (of, announcement) => sayEvent(ask, of, announcement, new Date(clock.now())),
    watch: (kind, onObject, signal) => watchKind({ kube, ask, kind, onObject, clock, signal }),
  };
}

function read(path: string): ApiRequest {
  return { method: "GET", path };
}

/** Forced: what is said of our objects holds, whoever has changed it. */
function applyTo(path: string, body: object): ApiRequest {
  const contentType = "application/apply-patch+yaml";
  return { method: "PATCH", path, query: { fieldManager, force: "true" }, body, contentType };
}

async function list(
  ask: AskApi,
  kind: Kind,
  namespace: string,
  labelSelector: string,
): Promise<readonly KubeObject[]> {
  const path = collectionPath(kind, namespace);
  // as: the API says what a list is
  const { items } = (await ask({ method: "GET", path, query: { labelSelector } })) as {
    readonly items: readonly KubeObject[];
  };
  // In lists of Kubernetes' own kinds the objects do not say what they are.
  return items.map((item) => ({ ...item, kind, apiVersion: kinds[kind].apiVersion }));
}

/** Undefined where the API server refuses with one of these. */
async function unless<T>(codes: readonly number[], request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (codes.includes(apiStatus(error) ?? 0)) return undefined;
    throw error;
  }
}

function pathOf(object: KubeObject): string {
  const { name, namespace } = object.metadata;
  return objectPath({ kind: kindOf(object), name, ...(namespace === undefined ? {} : { namespace }) });
}

/** as: the controller makes objects of its own kinds only, and a path of another would be refused. */
function kindOf({ kind }: KubeObject): Kind {
  return kind as Kind;
}
