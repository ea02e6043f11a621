import type { Kube } from "../../cluster/index.ts";
import { clusterApi, type ClusterRef, type Machine } from "../../cluster/tkg/machines.ts";

/** Keeps every Machine that a cluster has at any time, from its beginning on: also those that come and go unseen otherwise. */
export class MachineLog implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #names = new Map<string, string>();
  readonly #following: Promise<void>;

  private constructor(kube: Pick<Kube, "follow">, cluster: ClusterRef) {
    this.#following = this.#follow(kube, cluster);
    // Whoever ends it meets what broke it; until then nobody waits for it.
    this.#following.catch(() => undefined);
  }

  static begin(kube: Pick<Kube, "follow">, cluster: ClusterRef): MachineLog {
    return new MachineLog(kube, cluster);
  }

  /** Ends it, and gives the Machines' names. @throws what broke the connection: something may have been missed then */
  async end(): Promise<readonly string[]> {
    this.#stop.abort();
    await this.#following;
    return [...this.#names.values()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end().catch(() => undefined);
  }

  async #follow(kube: Pick<Kube, "follow">, { name, namespace }: ClusterRef): Promise<void> {
    const path = `/apis/${clusterApi.group}/${clusterApi.version}/namespaces/${namespace}/machines`;
    const onMachine = (object: unknown) => {
      // as: the path says what the collection holds
      const { metadata, spec } = object as Machine;
      if (spec.clusterName === name) this.#names.set(metadata.uid, metadata.name);
    };
    const { signal } = this.#stop;
    // The server ends a watch after a while; the next one begins with what is there.
    while (!signal.aborted) await kube.follow(path, undefined, onMachine, signal);
  }
}
