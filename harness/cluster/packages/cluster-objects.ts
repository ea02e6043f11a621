import type { KubernetesObject, KubernetesObjectApi } from "@kubernetes/client-node";
import { type Kube, loadClient } from "../kube/kube.ts";
import { explainApiError, isMissing, isTaken } from "./explain-api-error.ts";
import type { ObjectKind } from "./object-kinds.ts";

/** Which object of a kind is meant; those of the whole cluster have no namespace. */
export interface ObjectPlace {
  readonly name: string;
  readonly namespace?: string;
}

/** A manifest. */
export interface Manifest extends ObjectKind {
  readonly metadata: ObjectPlace & { readonly annotations?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

const opened = new WeakMap<Kube, Promise<ClusterObjects>>();

/** The objects of a cluster, whatever their kind. Every method throws what explainApiError() makes of an error. */
export class ClusterObjects {
  readonly #api: KubernetesObjectApi;
  readonly #mergePatch: Parameters<KubernetesObjectApi["patch"]>[5];

  private constructor(api: KubernetesObjectApi, mergePatch: Parameters<KubernetesObjectApi["patch"]>[5]) {
    this.#api = api;
    this.#mergePatch = mergePatch;
  }

  /** Those of a cluster; what it learns of the cluster's kinds it keeps. */
  static of(kube: Kube): Promise<ClusterObjects> {
    const known = opened.get(kube);
    if (known !== undefined) return known;
    const opening = loadClient().then(
      ({ KubernetesObjectApi, PatchStrategy }) =>
        new ClusterObjects(KubernetesObjectApi.makeApiClient(kube.config), PatchStrategy.MergePatch),
    );
    opened.set(kube, opening);
    return opening;
  }

  /** An object; undefined when it is not there. */
  async find<T>(kind: ObjectKind, place: ObjectPlace): Promise<T | undefined> {
    try {
      // as: the API says what it is an object of
      return (await this.#api.read(header(kind, place))) as T;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw explainApiError(`Reading ${nameOf(kind, place)}`, kind, error);
    }
  }

  /** The objects of a namespace, or of all. */
  async list<T>(kind: ObjectKind, namespace: string | undefined): Promise<readonly T[]> {
    try {
      const { items } = await this.#api.list(kind.apiVersion, kind.kind, namespace);
      // as: the API says what the collection holds
      return items as unknown[] as readonly T[];
    } catch (error) {
      throw explainApiError(`Listing every ${kind.kind}`, kind, error);
    }
  }

  /** Creates an object; false when one of that name is there, which stays as it is. */
  async create(manifest: Manifest): Promise<boolean> {
    try {
      await this.#api.create(objectOf(manifest));
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw explainApiError(`Creating ${nameOf(manifest, manifest.metadata)}`, manifest, error);
    }
  }

  /** Puts an object in place of the one that is there. */
  async replace(manifest: Manifest): Promise<void> {
    try {
      await this.#api.replace(objectOf(manifest));
    } catch (error) {
      throw explainApiError(`Replacing ${nameOf(manifest, manifest.metadata)}`, manifest, error);
    }
  }

  /** Changes those fields of an object that are given, as `kubectl patch --type merge` does. */
  async change(manifest: Manifest): Promise<void> {
    const none = undefined;
    try {
      await this.#api.patch(objectOf(manifest), none, none, none, none, this.#mergePatch);
    } catch (error) {
      throw explainApiError(`Changing ${nameOf(manifest, manifest.metadata)}`, manifest, error);
    }
  }

  /** Asks for an object to go, and does not wait until it has; false when it is not there. */
  async remove(kind: ObjectKind, place: ObjectPlace): Promise<boolean> {
    try {
      await this.#api.delete(header(kind, place));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw explainApiError(`Deleting ${nameOf(kind, place)}`, kind, error);
    }
  }
}

function header({ apiVersion, kind }: ObjectKind, { name, namespace }: ObjectPlace) {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

/** The client writes into what it is given. */
function objectOf(manifest: Manifest): KubernetesObject {
  return structuredClone(manifest);
}

function nameOf({ kind }: ObjectKind, { name, namespace }: ObjectPlace): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
