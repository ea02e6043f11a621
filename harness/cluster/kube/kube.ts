import { messageOf } from "../../core/errors.ts";
import type { CoreV1Api, CustomObjectsApi, KubeConfig } from "@kubernetes/client-node";

/** A connection to one cluster. */
export interface Kube {
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly custom: CustomObjectsApi;
  /**
   * Follows a collection, beginning with what is there, until `signal` aborts or the server ends it. Rejects when the
   * connection breaks or the server refuses. `onGone` is told of what is deleted meanwhile.
   */
  follow(
    path: string,
    fieldSelector: string | undefined,
    onObject: (object: unknown) => void,
    signal: AbortSignal,
    onGone?: (object: unknown) => void,
  ): Promise<void>;
}

/** Loads the client: by far the largest library here. Whoever needs no cluster never does, others while kind is at work. */
export function loadClient(): Promise<typeof import("@kubernetes/client-node")> {
  return import("@kubernetes/client-node");
}

/** Connects by a kubeconfig file, and by nothing else: the environment and the user's own are left alone. */
export function connect(kubeconfig: string): Promise<Kube> {
  return connectBy((config) => config.loadFromFile(kubeconfig));
}

/** Connects by a kubeconfig's text. */
export function connectByText(kubeconfig: string): Promise<Kube> {
  return connectBy((config) => config.loadFromString(kubeconfig));
}

/** Connects from a Pod to its own cluster, by the Pod's service account. */
export function connectInCluster(): Promise<Kube> {
  return connectBy((config) => config.loadFromCluster());
}

async function connectBy(load: (config: KubeConfig) => void): Promise<Kube> {
  const { CoreV1Api, CustomObjectsApi, KubeConfig, Watch } = await loadClient();
  const config = new KubeConfig();
  load(config);
  const watch = new Watch(config);
  return {
    config,
    core: config.makeApiClient(CoreV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    async follow(path, fieldSelector, onObject, signal, onGone) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const request = await watch.watch(
        path,
        { fieldSelector },
        (phase, object: unknown) => {
          if (phase === "ADDED" || phase === "MODIFIED") onObject(object);
          if (phase === "DELETED") onGone?.(object);
        },
        (error: unknown) => {
          if (error === null || error === undefined || isEnd(error)) resolve(undefined);
          else reject(error instanceof Error ? error : new Error(messageOf(error)));
        },
      );
      const stop = () => {
        request.abort();
        resolve(undefined);
      };
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop, { once: true });
      await promise.finally(() => signal.removeEventListener("abort", stop));
    },
  };
}

/** The HTTP status of an API error; undefined when it is none. */
export function apiStatus(error: unknown): number | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;
}

function isEnd(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}
