import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { mostStreams, pageServer } from "./page-server.ts";
import type { View, Viewer } from "./shared-looks.ts";

const view: View = { at: 1, seenAt: 1, state: { workloads: [] } };

async function listening() {
  const viewers = new Set<Viewer>();
  const server = pageServer({
    watch(viewer) {
      viewers.add(viewer);
      viewer(view);
      return () => viewers.delete(viewer);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  return {
    viewers,
    ask: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What has come up to the first event. */
async function firstOf({ body }: Response): Promise<string> {
  let text = "";
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes("data: ")) return text;
  }
  return text;
}

describe("pageServer", () => {
  it("lets nothing run or be asked that is not its own, and lets nobody frame it", async () => {
    await using server = await listening();
    const { headers } = await server.ask("/?whatever");
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("sends views as events, one line each", async () => {
    await using server = await listening();
    const stop = new AbortController();
    const response = await server.ask("/events", { signal: stop.signal });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(await firstOf(response)).toBe(`retry: 1000\n\ndata: ${JSON.stringify(view)}\n\n`);
    stop.abort();
    await expect.poll(() => server.viewers.size).toBe(0);
  });

  it("has room for so many, and again when one leaves", async () => {
    await using server = await listening();
    const stop = new AbortController();
    const first = await server.ask("/events", { signal: stop.signal });
    // Held on to: a stream that nobody can read any more is closed when memory is tidied up.
    const others = await Promise.all(Array.from({ length: mostStreams - 1 }, () => server.ask("/events")));
    const refused = await server.ask("/events");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    await refused.text();
    expect(new Set([first, ...others].map(({ status }) => status))).toEqual(new Set([200]));
    stop.abort();
    await expect.poll(() => server.viewers.size).toBe(others.length);
    expect((await server.ask("/events")).status).toBe(200);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses %s", async (method) => {
    await using server = await listening();
    const answer = await server.ask("/events", { method });
    expect([answer.status, answer.headers.get("allow"), await answer.text()]).toEqual([
      ...[405, "GET", "This page is only read.\n"],
    ]);
  });
});
