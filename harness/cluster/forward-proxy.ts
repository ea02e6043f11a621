import { budgets } from "../core/budgets.ts";
import { labelPairs } from "../core/labels.ts";
import type { RunContext } from "../core/run-context.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { execInContainer, removeContainers, runContainer } from "../tools/docker/containers.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import { labNetwork } from "./lab-network.ts";

/** Where it listens (fixtures/images/forward-proxy): the port of squid, which is what sites have. */
const port = 3128;

/**
 * The forward proxy of a site: a container on the lab's network that nothing outside it can reach. It knows no way into
 * a cluster: whoever asks it for a Service or a Pod gets no answer at all.
 */
export class ForwardProxy implements AsyncDisposable {
  /** The container's name. */
  readonly container: string;
  /** What goes into httpProxy and httpsProxy. */
  readonly url: string;
  readonly #signal: AbortSignal;

  private constructor(container: string, url: string, signal: AbortSignal) {
    this.container = container;
    this.url = url;
    this.#signal = signal;
  }

  /** Starts the proxy from the catalogue's image and waits until it takes connections. */
  static async start(context: RunContext, image: string): Promise<ForwardProxy> {
    const { labId, ownership, signal } = context;
    const container = `tkglab-${labId}-forward-proxy`;
    const host = `proxy-${labId}.tkg.test`;
    await runContainer(
      {
        ...{ image, name: container, labels: labelPairs(ownership), network: labNetwork, networkAlias: host },
        // It has rules against the lab's own networks, in its own network namespace.
        capabilities: ["NET_ADMIN"],
      },
      { signal },
    );
    const proxy = new ForwardProxy(container, `http://${host}:${port}`, signal);
    try {
      await waitFor({
        what: "the forward proxy of the lab to take connections",
        look: async () => {
          const connect = ["bash", "-c", `: </dev/tcp/127.0.0.1/${port}`];
          const { exitCode, stderr } = await execInContainer(container, connect, { signal });
          return exitCode === 0 ? ready(undefined) : notYet(stderr);
        },
        budget: budgets.httpAnswer,
        signal,
        hint: `docker logs ${container}`,
      });
    } catch (error) {
      await proxy[Symbol.asyncDispose]();
      throw error;
    }
    return proxy;
  }

  /** What it was asked for since it started, oldest first: `CONNECT host:443`, or a method and a URL. */
  async requests(): Promise<string[]> {
    const doing = "Reading the log of the forward proxy";
    return requestsIn(await dockerOk(doing, ["logs", this.container], { signal: this.#signal }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeContainers([this.container]);
  }
}

/** The requests in a log of tinyproxy. */
export function requestsIn(log: string): string[] {
  return [...log.matchAll(/ Request \(file descriptor \d+\): (.+) HTTP\/\d\.\d$/gm)].map(
    ([, request = ""]) => request,
  );
}
