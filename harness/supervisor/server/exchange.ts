import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../../core/errors.ts";

/** One request, read whole. */
export interface Exchange {
  readonly authorization: string | undefined;
  /** The text of the body; empty when there is none. */
  readonly body: string;
  /** Aborts when the client goes away, or has waited for too long. */
  readonly signal: AbortSignal;
}

/** What is answered to it. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Bytes of a body. */
  readonly limit: number;
  /** An error that it throws is answered with 500, and logged. */
  answer(exchange: Exchange): Reply | Promise<Reply>;
}

export interface ListenerInput {
  readonly log: (line: object) => void;
  /** Milliseconds for an answer. */
  readonly timeout: number;
}

/** Answers by the first route of that path and method; 404 and 405 where there is none. */
export function listener(
  routes: readonly Route[],
  { log, timeout }: ListenerInput,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    answer(routes, request, AbortSignal.any([gone.signal, AbortSignal.timeout(timeout)])).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        if (response.destroyed) return;
        log({ level: "error", path: pathOf(request), message: messageOf(error) });
        // What it says may be nothing for who has not logged in.
        send(response, { status: 500, body: { message: "This request failed; the server's log says why" } });
      },
    );
  };
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Reply> {
  const path = pathOf(request);
  const here = routes.filter((route) => route.path === path);
  if (here.length === 0) return refuse(404, `There is nothing at ${path}`);
  const route = here.find(({ method }) => method === request.method);
  const allow = here.map(({ method }) => method).join(", ");
  if (route === undefined) return refuse(405, `${path} is for ${allow}`, { allow });
  const body = await readText(request, route.limit);
  if (body === undefined) return refuse(413, `${path} takes ${route.limit} bytes at most`);
  return route.answer({ authorization: request.headers.authorization, body, signal });
}

/** Nobody reads what else comes with a refused request: its connection is closed. */
function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: { message }, headers: { ...headers, connection: "close" } };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?")[0] ?? "/";
}

/** Undefined when it is more than `limit` bytes, of which no more is read. */
async function readText(request: IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer; // without an encoding, every chunk is a Buffer
    length += bytes.length;
    if (length > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(`${JSON.stringify(body)}\n`);
}
