import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { firstFree, urlOn } from "./free-ports.ts";

async function listener() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.dispose]: () => void server.close() };
}

describe("firstFree", () => {
  it("passes over a port that is taken", async () => {
    using taken = await listener();
    const { port: free, [Symbol.dispose]: close } = await listener();
    close();
    expect(await firstFree([taken.port, free])).toBe(free);
  });

  it("takes any where all are taken", async () => {
    using taken = await listener();
    const port = await firstFree([taken.port]);
    expect(port).toBeGreaterThan(0);
    expect(port).not.toBe(taken.port);
  });
});

describe("urlOn", () => {
  it("names the port only where a browser needs it", () => {
    expect(urlOn("hello-127-0-0-1.sslip.io", { http: 80 })).toBe("http://hello-127-0-0-1.sslip.io");
    expect(urlOn("hello-127-0-0-1.sslip.io", { http: 8080 })).toBe("http://hello-127-0-0-1.sslip.io:8080");
  });
});
