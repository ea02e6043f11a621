import { rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { Route } from "./exchange.ts";
import { startHttpsServer } from "./https-server.ts";
import { httpsUnderTest } from "./https-under-test.ts";

const routes: readonly Route[] = [
  {
    method: "POST",
    path: "/echo",
    limit: 10,
    answer: ({ body, authorization }) => ({ status: 200, body: { body, authorization } }),
  },
  {
    method: "GET",
    path: "/broken",
    limit: 0,
    answer: () => {
      throw new Error("no luck");
    },
  },
];

describe("startHttpsServer", () => {
  it("answers by its routes, whatever the query", async () => {
    await using server = await httpsUnderTest(routes);
    const answer = await server.ask("/echo?timeout=10s", {
      method: "POST",
      body: "hello",
      headers: { authorization: "x" },
    });
    expect([answer.status, answer.body]).toEqual([200, { body: "hello", authorization: "x" }]);
    expect(answer.headers).toMatchObject({ "content-type": "application/json", "cache-control": "no-store" });
  });

  it("refuses what it does not know, and what is too much", async () => {
    await using server = await httpsUnderTest(routes);
    const refused = async (path: string, method: string, body = "", headers = {}) => {
      const answer = await server.ask(path, { method, body, headers });
      return [answer.status, answer.body];
    };
    expect(await refused("/other", "GET")).toEqual([404, { message: "There is nothing at /other" }]);
    expect(await refused("/echo", "GET")).toEqual([405, { message: "/echo is for POST" }]);
    expect(await refused("/echo", "POST", "12345678901")).toEqual([
      413,
      { message: "/echo takes 10 bytes at most" },
    ]);
    // Without a length nobody knows before.
    const chunked = { "transfer-encoding": "chunked" };
    expect(await refused("/echo", "POST", "12345678901", chunked)).toEqual([
      413,
      { message: "/echo takes 10 bytes at most" },
    ]);
  });

  it("answers and logs an error, and goes on", async () => {
    await using server = await httpsUnderTest(routes);
    const answer = await server.ask("/broken");
    expect([answer.status, answer.body]).toEqual([
      500,
      { message: "This request failed; the server's log says why" },
    ]);
    expect(server.log).toEqual([{ level: "error", path: "/broken", message: "no luck" }]);
    expect((await server.ask("/echo", { method: "POST" })).status).toBe(200);
  });

  it("shows the certificate that is in the files now, or else the one before", async () => {
    await using server = await httpsUnderTest(routes);
    const ask = () => server.ask("/echo", { method: "POST" });
    const first = await ask();
    await server.renew();
    const second = await ask();
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(server.log).toEqual([{ message: "certificate read again", fingerprint: second.fingerprint }]);
    await writeFile(server.files.keyFile, "no key");
    expect((await ask()).fingerprint).toBe(second.fingerprint);
    await rm(server.files.certificateFile);
    expect((await ask()).fingerprint).toBe(second.fingerprint);
    expect(server.log.slice(1)).toEqual([
      {
        level: "error",
        message: expect.stringMatching(
          /^Reading the server's certificate from .*tls\.crt and its key from /,
        ) as string,
      },
      { level: "error", message: expect.stringMatching(/ENOENT/) as string },
    ]);
    await server.renew();
    expect((await ask()).fingerprint).not.toBe(second.fingerprint);
  });

  it("does not start without one", async () => {
    const started = startHttpsServer({
      ...{ certificateFile: "/nowhere/tls.crt", keyFile: "/nowhere/tls.key", port: 0, address: "127.0.0.1" },
      ...{ routes, log: () => undefined },
    });
    await expect(started).rejects.toThrow(
      "Reading the server's certificate from /nowhere/tls.crt and its key from /nowhere/tls.key: ENOENT",
    );
  });

  it("gives up who does not send all of it, and a route that takes too long", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<unknown>();
    const slow: Route = {
      ...{ method: "GET", path: "/slow", limit: 0 },
      async answer({ signal }) {
        signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
        await aborted;
        return signal.reason instanceof Error
          ? { status: 503, body: { why: signal.reason.name } }
          : { status: 200, body: {} };
      },
    };
    await using server = await httpsUnderTest([...routes, slow], 200);
    const answer = await server.ask("/slow");
    expect([answer.status, answer.body]).toEqual([503, { why: "TimeoutError" }]);
    const half = { method: "POST", headers: { "content-length": "9" }, body: "half" };
    expect((await server.ask("/echo", half)).status).toBe(408);
  });

  it("tells a route that nobody waits for it any more", async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<AbortSignal>();
    const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
    const slow: Route = {
      ...{ method: "GET", path: "/slow", limit: 0 },
      async answer({ signal }) {
        begin(signal);
        await ended;
        return { status: 200, body: {} };
      },
    };
    await using server = await httpsUnderTest([slow]);
    const stop = new AbortController();
    const asked = server.ask("/slow", { signal: stop.signal });
    const signal = await begun;
    expect(signal.aborted).toBe(false);
    stop.abort();
    await expect(asked).rejects.toThrow("aborted");
    await expect.poll(() => signal.aborted).toBe(true);
    end(undefined);
    expect(server.log).toEqual([]);
  });

  it("survives who speaks no TLS", async () => {
    await using server = await httpsUnderTest(routes);
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.end("GET / HTTP/1.0\r\n\r\n");
    socket.resume();
    await once(socket, "close");
    expect((await server.ask("/echo", { method: "POST" })).status).toBe(200);
  });
});
