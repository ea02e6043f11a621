import type { Kube } from "../../cluster/index.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { MachineFollowing } from "./machine-following.ts";

/** Keeps every Machine that a cluster has at any time, from its beginning on: also those that come and go unseen otherwise. */
export class MachineLog implements AsyncDisposable {
  readonly #names = new Map<string, string>();
  readonly #following: MachineFollowing;

  private constructor(kube: Pick<Kube, "follow">, cluster: ClusterRef) {
    this.#following = new MachineFollowing({
      kube,
      cluster,
      onMachine: ({ metadata }) => this.#names.set(metadata.uid, metadata.name),
    });
  }

  static begin(kube: Pick<Kube, "follow">, cluster: ClusterRef): MachineLog {
    return new MachineLog(kube, cluster);
  }

  /** Ends it, and gives the Machines' names. @throws what broke the connection: something may have been missed then */
  async end(): Promise<readonly string[]> {
    await this.#following.end();
    return [...this.#names.values()];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#following[Symbol.asyncDispose]();
  }
}
