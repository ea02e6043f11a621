import { type Kube, loadClient } from "../../cluster/kube/kube.ts";
import type { Clock } from "../../core/clock.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { AskApi } from "./api-requests.ts";
import { collectionPath, type Kind } from "./kinds.ts";

export interface KindWatch {
  readonly kube: Pick<Kube, "config">;
  readonly ask: AskApi;
  readonly kind: Kind;
  readonly onObject: (object: KubeObject) => void;
  readonly clock: Pick<Clock, "pause">;
  readonly signal: AbortSignal;
}

/** Milliseconds before a watch that broke is taken up again. */
const reconnectPause = 1_000;

/**
 * Follows all objects of a kind with the client's informer, until the signal aborts. It knows what went while a connection
 * was broken; a break that it does not get over itself is got over here.
 */
export async function watchKind({ kube, ask, kind, onObject, clock, signal }: KindWatch): Promise<void> {
  signal.throwIfAborted();
  const { makeInformer } = await loadClient();
  const path = collectionPath(kind);
  // as: the API says what a list is; the client has types of its own for it
  const list = async () => (await ask({ method: "GET", path })) as never;
  const informer = makeInformer(kube.config, path, list);
  const start = () => {
    if (!signal.aborted) informer.start().catch(startLater);
  };
  const startLater = () => {
    // That it is stopped is an error to the informer too.
    if (signal.aborted) return;
    clock.pause(reconnectPause, signal).then(start, () => undefined);
  };
  // as: it hands on what the API server said
  informer.on("change", (object) => onObject(object as unknown as KubeObject));
  informer.on("error", startLater);
  start();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener("abort", () => resolve(undefined), { once: true });
  await promise;
  await informer.stop();
}
