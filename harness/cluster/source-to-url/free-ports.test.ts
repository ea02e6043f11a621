import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { firstFree, isAnswering, portsText, urlOn } from "./free-ports.ts";

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

describe("isAnswering", () => {
  it("tells a port that somebody listens on from one that is free", async () => {
    const { port, [Symbol.dispose]: close } = await listener();
    expect(await isAnswering(port)).toBe(true);
    close();
    expect(await isAnswering(port)).toBe(false);
  });
});

describe("portsText", () => {
  it("says nothing of the usual ports, and of others what is at stake", () => {
    expect(portsText({ http: 80, https: 443 })).toEqual([]);
    expect(portsText({ http: 8080, https: 8443 })).toEqual([
      "port 80 of 127.0.0.1 is taken: the URLs carry 8080",
      "port 443 of 127.0.0.1 is taken: the git server's URL carries 8443",
    ]);
  });
});

describe("urlOn", () => {
  it("names the port only where a browser needs it", () => {
    expect(urlOn("hello-127-0-0-1.sslip.io", { http: 80 })).toBe("http://hello-127-0-0-1.sslip.io");
    expect(urlOn("hello-127-0-0-1.sslip.io", { http: 8080 })).toBe("http://hello-127-0-0-1.sslip.io:8080");
  });
});
