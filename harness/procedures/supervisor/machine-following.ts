import type { Kube } from "../../cluster/index.ts";
import { clusterApi, type ClusterRef, type Machine } from "../../cluster/tkg/machines.ts";

export interface MachineFollowingInput {
  readonly kube: Pick<Kube, "follow">;
  readonly cluster: ClusterRef;
  /** Told of each Machine that is there, or changes. */
  readonly onMachine: (machine: Machine) => void;
  readonly onGone?: (machine: Machine) => void;
}

/** Follows the Machines of one cluster until it is ended. */
export class MachineFollowing implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #following: Promise<void>;

  constructor(input: MachineFollowingInput) {
    this.#following = this.#follow(input);
    // Whoever ends it meets what broke it; until then nobody waits for it.
    this.#following.catch(() => undefined);
  }

  /** @throws what broke the connection: something may have been missed then */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end().catch(() => undefined);
  }

  async #follow({
    kube,
    cluster,
    onMachine,
    onGone = () => undefined,
  }: MachineFollowingInput): Promise<void> {
    const path = `/apis/${clusterApi.group}/${clusterApi.version}/namespaces/${cluster.namespace}/machines`;
    const ofCluster = (note: (machine: Machine) => void) => (object: unknown) => {
      // as: the path says what the collection holds
      const machine = object as Machine;
      if (machine.spec.clusterName === cluster.name) note(machine);
    };
    const { signal } = this.#stop;
    // The server ends a watch after a while; the next one begins with what is there.
    while (!signal.aborted) {
      await kube.follow(path, undefined, ofCluster(onMachine), signal, ofCluster(onGone));
    }
  }
}
