import { GenericContainer, PullPolicy, type WaitStrategy } from "testcontainers";
import { type ContainerFile, containerPort } from "./container-files.ts";

export interface HarborContainerInput {
  readonly image: string;
  /** The container's name, and its name on the network. */
  readonly host: string;
  /** Another DNS name that it has on the network. */
  readonly alias?: string;
  readonly network: string;
  readonly labels: Record<string, string>;
  readonly files: readonly ContainerFile[];
}

/** The registry's container: published on loopback alone, and on no network but the one it is meant for. */
export class HarborContainer extends GenericContainer {
  readonly #network: string;
  readonly #aliases: string[];
  /** Set as soon as Docker has made the container, for whoever has to remove it when its start fails. */
  createdId: string | undefined;

  constructor({ image, host, alias, network, labels, files }: HarborContainerInput) {
    super(image);
    this.#network = network;
    this.#aliases = alias === undefined ? [host] : [host, alias];
    this.withName(host)
      .withNetworkMode(network)
      .withLabels(labels)
      .withExposedPorts(containerPort)
      .withCopyContentToContainer([...files])
      .withPullPolicy(PullPolicy.neverPull())
      // What is left behind is found by our own labels: the reaper would need an image of its own.
      .withAutoCleanup(false)
      .withWaitStrategy(noWait);
  }

  protected override beforeContainerCreated(): Promise<void> {
    // testcontainers publishes on every interface, and with an alias of its own it would join the default
    // bridge as well.
    this.hostConfig.PortBindings = { [`${containerPort}/tcp`]: [{ HostIp: "127.0.0.1", HostPort: "0" }] };
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [this.#network]: { Aliases: this.#aliases } } };
    return Promise.resolve();
  }

  protected override containerCreated(id: string): Promise<void> {
    this.createdId = id;
    return Promise.resolve();
  }
}

/** Whether the registry is ready is for start-harbor.ts to see: over TLS, and with the reason when it is not. */
const noWait: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => noWait,
  isStartupTimeoutSet: () => false,
  getStartupTimeout: () => 0,
};
