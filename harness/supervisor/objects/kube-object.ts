import type { ObjectMeta } from "../api/object-meta.ts";

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface OwnedMeta extends ObjectMeta {
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object of the Kubernetes API, as far as all of them are alike. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: OwnedMeta;
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: unknown;
  readonly status?: unknown;
}
