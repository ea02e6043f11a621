import type { ForwardProxy } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";

/**
 * Succeeds when a registry was asked for by way of a proxy, and says for what else the proxy was asked: one line for
 * each, with how often.
 */
export async function checkForwardProxy(input: {
  readonly proxy: Pick<ForwardProxy, "container" | "requests">;
  readonly harbor: Pick<HarborEndpoint, "host">;
  /** So many requests that the proxy had before are not looked at. */
  readonly since?: number;
}): Promise<Attempt> {
  const { proxy, harbor, since = 0 } = input;
  const requests = (await proxy.requests()).slice(since);
  const counts = [...new Set(requests)].map((request) => {
    const count = requests.filter((other) => other === request).length;
    return `${request} (${count === 1 ? "once" : `${count} times`})`;
  });
  return {
    command: `docker logs ${proxy.container}`,
    succeeded: requests.includes(`CONNECT ${harbor.host}:443`),
    text: counts.length === 0 ? "the proxy was asked for nothing" : counts.join("\n"),
  };
}
