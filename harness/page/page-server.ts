import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { streamViews } from "./event-stream.ts";
import { page, policy } from "./page.ts";
import type { SharedLooks } from "./shared-looks.ts";

/** More browsers than a demo has; each holds a connection. */
export const mostStreams = 100;

const plain = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } as const;
const guards = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" } as const;

/** Serves `/`, `/events` and `/healthz`, to read only; it does not listen yet. */
export function pageServer(looks: Pick<SharedLooks, "watch">): Server {
  const streams = new Set<ServerResponse>();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
    const { method = "", url = "" } = request;
    if (method !== "GET") {
      // Whatever it is that comes with it, nobody reads that.
      response.writeHead(405, { ...plain, allow: "GET", connection: "close" });
      response.end("This page is only read.\n");
      return;
    }
    switch (url.split("?")[0]) {
      case "/":
        response.setHeader("content-security-policy", policy);
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" });
        response.end(page);
        return;
      case "/events":
        if (streams.size >= mostStreams) {
          response.writeHead(503, { ...plain, "retry-after": "5" });
          response.end("Too many watch already.\n");
          return;
        }
        streams.add(response);
        response.once("close", () => streams.delete(response));
        streamViews(response, looks);
        return;
      case "/healthz":
        response.writeHead(200, plain);
        response.end("ok\n");
        return;
      default:
        response.writeHead(404, plain);
        response.end("There is nothing here.\n");
    }
  };
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, answer);
  // Longer than Traefik keeps a connection that nobody uses: it would send a request into one that is being closed.
  server.keepAliveTimeout = 100_000;
  return server;
}
