import type { Announcement } from "../objects/announcements.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { Kind, ObjectRef } from "./kinds.ts";

/** What the controller asks of the API server, and all of it. What is refused throws an ApiError. */
export interface KubeApi {
  /** Undefined when there is none. */
  get(object: ObjectRef): Promise<KubeObject | undefined>;
  /** Those made for one cluster; `labels` are as in a label selector: `key=value`. */
  list(kind: Kind, namespace: string, labels: string): Promise<readonly KubeObject[]>;
  /** Makes an object that is not there yet. Throws 409 when it is. */
  create(object: KubeObject): Promise<void>;
  /** Makes an object, or changes of it what is ours, by server-side apply. */
  apply(object: KubeObject): Promise<void>;
  applyStatus(object: KubeObject): Promise<void>;
  /** Just the object of that uid; what is not there, or is another, is as good as deleted. */
  delete(object: ObjectRef, uid: string): Promise<void>;
  /** Says something of an object; said again, it is counted. */
  event(of: KubeObject, announcement: Announcement): Promise<void>;
  /** Tells of each object of a kind, in any namespace, as it is, changes and goes, until the signal aborts. */
  watch(kind: Kind, onObject: (object: KubeObject) => void, signal: AbortSignal): Promise<void>;
}

/** What the API server refused. `code` is the HTTP status. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
