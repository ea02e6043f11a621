import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** For tests: an ingress controller of a few lines, as the platform that has it. */
export async function fakeIngress(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    platform: { ports: { http: port, https: 443 } },
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
