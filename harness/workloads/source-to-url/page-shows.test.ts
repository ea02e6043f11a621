import type { RequestListener } from "node:http";
import { expect, it } from "vitest";
import { pageShows } from "./page-shows.ts";
import { fakeIngress } from "./fake-ingress.ts";

const budget = { name: "httpAnswer", limit: 400, every: 10 };
const view = (outcome: string) =>
  JSON.stringify({
    at: 1,
    state: { workloads: [{ name: "hello", outcome, nodes: [{ id: "Image/hello", state: "ready" }] }] },
  });

it("waits through everything that comes before the Workload is shown as ready", async () => {
  let asked = 0;
  using server = await fakeIngress((request, response) => {
    asked += 1;
    if (asked === 1) response.writeHead(404).end("404 page not found\n");
    // It goes on talking, as the page does.
    else response.write(`retry: 1000\n\ndata: ${view(asked === 2 ? "in progress" : "ready")}\n\n`);
    expect(request.headers.host).toBe("tkglab-127-0-0-1.sslip.io");
  });
  expect(await pageShows({ platform: server.platform, name: "hello", budget })).toEqual({
    command: `curl --no-buffer http://tkglab-127-0-0-1.sslip.io:${server.platform.ports.http}/events`,
    succeeded: true,
    text: "hello is ready: Image/hello ready",
  });
  expect(asked).toBe(3);
});

it.each<[string, RequestListener, RegExp]>([
  [
    "what the ingress controller says",
    (_request, response) => response.writeHead(503).end("no available server\n"),
    /last seen: 503 no available server$/,
  ],
  [
    "that the cluster does not answer",
    (_request, response) => response.write('data: {"at":1,"failure":"etcd is away"}\n\n'),
    /last seen: etcd is away$/,
  ],
])("has failed when it is not, and tells %s", async (_what, listener, text) => {
  using server = await fakeIngress(listener);
  const attempt = await pageShows({ platform: server.platform, name: "hello", budget });
  expect(attempt.succeeded).toBe(false);
  expect(attempt.text).toMatch(text);
});
