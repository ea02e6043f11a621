import { type Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

/** One request to hand on to Distribution. */
export interface ForwardInput {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly upstream: { readonly port: number; readonly agent: Agent };
  /** Path with query. */
  readonly path: string;
  readonly bearer: string;
  /** What the request carries, if it was read already. */
  readonly body: Buffer | undefined;
  /** Called before anything is answered: the client's next request may depend on what is noted here. */
  readonly onAnswer: (incoming: IncomingMessage) => void;
}

/** These speak about one connection, or are decided here. */
const requestHeadersOfOurs = new Set([
  "authorization",
  "connection",
  "cookie",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-forwarded-host",
  "x-forwarded-proto",
]);
const responseHeadersOfOurs = new Set(["connection", "keep-alive", "transfer-encoding"]);

/**
 * Streams a request to Distribution and its answer back, holding no more than a few buffers of either.
 * @throws the error of either connection, with nothing answered yet unless the response says so
 */
export async function forward({
  request,
  response,
  upstream,
  path,
  bearer,
  body,
  onAnswer,
}: ForwardInput): Promise<void> {
  const outgoing = httpRequest({
    host: "127.0.0.1",
    port: upstream.port,
    agent: upstream.agent,
    method: request.method ?? "GET",
    path,
    headers: requestHeaders(request, bearer),
  });
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once("response", resolve);
  outgoing.on("error", reject);
  // After the answer has begun, an upload that breaks off is no news: the answer counts.
  if (body === undefined) pipeline(request, outgoing).catch(reject);
  else outgoing.end(body);
  const incoming = await answered;
  onAnswer(incoming);
  response.writeHead(incoming.statusCode ?? 502, responseHeaders(incoming));
  await pipeline(incoming, response);
}

function requestHeaders(request: IncomingMessage, bearer: string): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !requestHeadersOfOurs.has(name)) headers[name] = value;
  }
  headers.authorization = `Bearer ${bearer}`;
  headers["x-forwarded-proto"] = "https";
  return headers;
}

function responseHeaders(incoming: IncomingMessage): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? "";
    if (!responseHeadersOfOurs.has(name.toLowerCase()))
      headers.push(name, incoming.rawHeaders[index + 1] ?? "");
  }
  return headers;
}
