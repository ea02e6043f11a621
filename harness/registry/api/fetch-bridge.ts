import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError } from "./api-error.ts";
import { readBody } from "./read-body.ts";

/** Bytes; the API's requests are small records. */
const bodyLimit = 1024 * 1024;

/** Gives what a request carries as text, read when it is asked for. @throws ApiError 413 */
export type ReadText = () => Promise<string>;

/**
 * Answers a Node request with a function from Request to Response. The Request has no body: whoever may send one has it
 * read, and what nobody asks for takes no memory.
 * @throws ApiError 405
 */
export async function answerByFetch(
  request: IncomingMessage,
  response: ServerResponse,
  fetch: (request: Request, readText: ReadText) => Response | Promise<Response>,
): Promise<void> {
  const answer = await fetch(toRequest(request), () => readText(request));
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  const isHead = request.method === "HEAD";
  response.writeHead(answer.status, isHead ? headers : { ...headers, "content-length": body.length });
  response.end(isHead ? undefined : body);
}

/** The URL of a request, with dots resolved and a host that is no matter. */
export function urlOfRequest({ url }: Pick<IncomingMessage, "url">): URL {
  // The host of the request decides nothing, so a fixed one keeps odd Host headers out of URL parsing.
  return new URL(`https://harbor${url?.startsWith("/") === true ? url : "/"}`);
}

function toRequest(request: IncomingMessage): Request {
  const method = request.method ?? "GET";
  // The one method that Node takes and a Request does not.
  if (method === "TRACE") throw new ApiError(405, "METHOD_NOT_ALLOWED", "the method TRACE is not allowed");
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return new Request(urlOfRequest(request), { method, headers });
}

async function readText(request: IncomingMessage): Promise<string> {
  const body = await readBody(request, bodyLimit);
  if (body === undefined)
    throw new ApiError(413, "REQUEST_ENTITY_TOO_LARGE", "the request body is too large");
  return body.toString("utf8");
}
