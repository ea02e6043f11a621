import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { probeApp, probeText } from "./probe-app.ts";

it("probeApp counts every answer and every request that had none", async () => {
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (asked === 2) request.socket.destroy();
    else if (asked === 4) response.writeHead(502).end("Bad Gateway");
    else response.end(asked < 6 ? "Hello World!\n" : "Hello Again!\n");
    if (asked === 7) resolve(undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const prober = probeApp({ platform: { ports: { http: port, https: 443 } }, name: "hello", every: 5 });
  await enough;
  const report = await prober.stop();
  server.close();
  expect(report.requests).toBe(asked);
  expect(report.lost.map(({ why }) => why)).toEqual(["socket hang up", "502 Bad Gateway"]);
  expect(report.answers[0]).toEqual({ body: "Hello World!\n", times: 3 });
  expect(report.answers[1]?.body).toBe("Hello Again!\n");
  expect(probeText(report)).toMatch(
    /^\d+ requests, 2 lost; "Hello World!" 3 times, then "Hello Again!" \d+ times\nafter \d\.\d s: socket hang up\nafter \d\.\d s: 502 Bad Gateway$/,
  );
});
