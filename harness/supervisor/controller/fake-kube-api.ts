import { isDeepStrictEqual } from "node:util";
import type { Announcement } from "../objects/announcements.ts";
import type { KubeObject, OwnedMeta } from "../objects/kube-object.ts";
import { appliedTo } from "./fake-apply.ts";
import type { Kind, ObjectRef } from "./kinds.ts";
import { ApiError, type KubeApi } from "./kube-api.ts";

/** For tests: what was said of an object, and how often. */
export type FakeEvent = Announcement & { readonly of: string };

interface Kept {
  object: KubeObject;
  /** What was applied last; what is missing from the next is taken away. */
  applied: KubeObject | undefined;
}

/** For tests: an API server in memory, as far as the controller can tell. */
export class FakeKubeApi implements KubeApi {
  readonly events: FakeEvent[] = [];
  /** What was asked, as `apply Cluster ns1/abc`. */
  readonly calls: string[] = [];
  /** Asked before each call and after it; what it throws is what the caller gets. */
  interrupt: (call: string, when: "before" | "after") => void = () => undefined;
  readonly #kept = new Map<string, Kept>();
  readonly #watchers = new Map<Kind, Set<(object: KubeObject) => void>>();
  #version = 0;
  #uids = 0;

  get({ kind, name, namespace }: ObjectRef): Promise<KubeObject | undefined> {
    const key = keyOf(kind, { name, ...(namespace === undefined ? {} : { namespace }) });
    return this.#call(`get ${key}`, () => structuredClone(this.#kept.get(key)?.object));
  }

  list(kind: Kind, namespace: string, labels: string): Promise<readonly KubeObject[]> {
    const [label = "", value = ""] = labels.split("=");
    return this.#call(`list ${kind} ${namespace} ${labels}`, () =>
      this.all(kind).filter(
        ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[label] === value,
      ),
    );
  }

  create(object: KubeObject): Promise<void> {
    const key = keyOf(object.kind, object.metadata);
    return this.#call(`create ${key}`, () => {
      if (this.#kept.has(key)) throw new ApiError(409, `${key} already exists`);
      this.put(object);
    });
  }

  apply(object: KubeObject): Promise<void> {
    const key = keyOf(object.kind, object.metadata);
    return this.#call(`apply ${key}`, () => {
      const kept = this.#keptFor(key, object);
      this.#replace(key, kept, appliedTo(kept?.object, object, kept?.applied));
      const now = this.#kept.get(key);
      if (now !== undefined) now.applied = structuredClone(object);
    });
  }

  applyStatus(object: KubeObject): Promise<void> {
    const key = keyOf(object.kind, object.metadata);
    return this.#call(`applyStatus ${key}`, () => {
      const kept = this.#keptFor(key, object);
      if (kept === undefined) throw new ApiError(404, `${key} not found`);
      const status = { ...kept.object, status: object.status };
      this.#replace(key, kept, status);
    });
  }

  delete({ kind, name, namespace }: ObjectRef, uid: string): Promise<void> {
    const key = keyOf(kind, { name, ...(namespace === undefined ? {} : { namespace }) });
    return this.#call(`delete ${key}`, () => {
      if (this.#kept.get(key)?.object.metadata.uid === uid) this.remove(key);
    });
  }

  event(of: KubeObject, announcement: Announcement): Promise<void> {
    const key = keyOf(of.kind, of.metadata);
    return this.#call(`event ${key} ${announcement.reason}`, () => {
      this.events.push({ of: key, ...announcement });
    });
  }

  async watch(kind: Kind, onObject: (object: KubeObject) => void, signal: AbortSignal): Promise<void> {
    const watchers = this.#watchers.get(kind) ?? new Set();
    this.#watchers.set(kind, watchers.add(onObject));
    for (const object of this.all(kind)) onObject(object);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
    await promise;
    watchers.delete(onObject);
  }

  /** What others do: puts an object there, or in place of the one of its name. */
  put(object: KubeObject): void {
    const key = keyOf(object.kind, object.metadata);
    this.#replace(key, this.#kept.get(key), structuredClone(object));
  }

  /** What others see. */
  one(key: string): KubeObject | undefined {
    return structuredClone(this.#kept.get(key)?.object);
  }

  all(kind?: Kind): KubeObject[] {
    const objects = [...this.#kept.values()].map(({ object }) => structuredClone(object));
    return objects.filter((object) => kind === undefined || object.kind === kind);
  }

  /** What others do: deletes an object, which stays as long as somebody holds it. */
  remove(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    const { object } = kept;
    const deletionTimestamp = object.metadata.deletionTimestamp ?? "2026-11-22T02:00:00Z";
    this.#replace(key, kept, { ...object, metadata: { ...object.metadata, deletionTimestamp } });
  }

  async #call<T>(call: string, work: () => T): Promise<T> {
    // Over a connection nothing is there at once.
    await Promise.resolve();
    this.interrupt(call, "before");
    this.calls.push(call);
    const result = work();
    this.interrupt(call, "after");
    return result;
  }

  #keptFor(key: string, { metadata }: KubeObject): Kept | undefined {
    const kept = this.#kept.get(key);
    if (metadata.uid !== undefined && kept?.object.metadata.uid !== metadata.uid) {
      throw new ApiError(409, `${key}: uid mismatch`);
    }
    return kept;
  }

  #replace(key: string, kept: Kept | undefined, next: KubeObject): void {
    const before = kept?.object;
    if (before !== undefined && isDeepStrictEqual(before, next)) return;
    const { uid = `uid-${(this.#uids += 1)}`, generation = 0 } = before?.metadata ?? next.metadata;
    const isChanged = before === undefined || !isDeepStrictEqual(before.spec, next.spec);
    const resourceVersion = String((this.#version += 1));
    const metadata = {
      ...next.metadata,
      ...{ uid, resourceVersion, generation: isChanged ? generation + 1 : generation },
    };
    const object = { ...next, metadata };
    const isGone = metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0;
    if (isGone) this.#kept.delete(key);
    else this.#kept.set(key, { applied: undefined, ...kept, object });
    for (const tell of this.#watchers.get(object.kind as Kind) ?? []) tell(structuredClone(object));
  }
}

/** For tests: how an object is called there: `Cluster ns1/abc`. */
export function keyOf(kind: string, { name, namespace }: Pick<OwnedMeta, "name" | "namespace">): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
