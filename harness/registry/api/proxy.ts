import { type Agent, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { refusalInPlaceOf } from "./distribution-refusal.ts";

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
  /**
   * Called before anything is answered: the client's next request may depend on what is noted here. Gives headers to add
   * to the answer.
   */
  readonly onAnswer: (incoming: IncomingMessage) => Readonly<Record<string, string>>;
}

/**
 * What comes with any other request stays here. Node hands the body of a GET on without a frame, and then Distribution
 * takes it for requests of its own, the end of which would be the beginning of somebody else's.
 */
const methodsWithBody: ReadonlySet<string> = new Set(["PATCH", "POST", "PUT"]);
const bodyHeaders: ReadonlySet<string> = new Set(["content-length", "content-type", "content-range"]);

/** These speak about one connection, or are decided here. */
const requestHeadersOfOurs = new Set([
  "authorization",
  "connection",
  "cookie",
  "expect",
  "host",
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
  const method = request.method ?? "GET";
  const hasBody = methodsWithBody.has(method);
  const headers = requestHeaders(request, bearer, hasBody);
  const outgoing = httpRequest({ host: "127.0.0.1", ...upstream, method, path, headers });
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once("response", resolve);
  outgoing.on("error", reject);
  // After the answer has begun, an upload that breaks off is no news: the answer counts.
  if (hasBody && body === undefined) pipeline(request, outgoing).catch(reject);
  else outgoing.end(body);
  const incoming = await answered;
  const added = onAnswer(incoming);
  const refusal = await refusalInPlaceOf(incoming);
  const status = refusal?.status ?? incoming.statusCode ?? 502;
  response.writeHead(status, responseHeaders(incoming, { ...added, ...refusal?.headers }));
  if (refusal === undefined) await pipeline(incoming, response);
  else response.end(refusal.body);
}

function requestHeaders(
  request: IncomingMessage,
  bearer: string,
  hasBody: boolean,
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || requestHeadersOfOurs.has(name)) continue;
    if (hasBody || !bodyHeaders.has(name)) headers[name] = value;
  }
  // Distribution looks for what stands in a query in a form too, where nobody here has checked it.
  if (isForm(request.headers["content-type"]) && hasBody)
    headers["content-type"] = "application/octet-stream";
  headers.authorization = `Bearer ${bearer}`;
  headers["x-forwarded-proto"] = "https";
  return headers;
}

function isForm(type = ""): boolean {
  return /^\s*(?:application\/x-www-form-urlencoded|multipart\/)/i.test(type);
}

/** Those of the answer, except where ours take their place. */
function responseHeaders(incoming: IncomingMessage, ours: Readonly<Record<string, string>>): string[] {
  const headers = Object.entries(ours).flat();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? "";
    const isOurs = responseHeadersOfOurs.has(name.toLowerCase()) || Object.hasOwn(ours, name.toLowerCase());
    if (!isOurs) headers.push(name, incoming.rawHeaders[index + 1] ?? "");
  }
  return headers;
}
