import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError } from "./api-error.ts";
import { readBody } from "./read-body.ts";

/** Bytes; the API's requests are small records. */
const bodyLimit = 1024 * 1024;

/** Answers a Node request with a function from Request to Response. */
export async function answerByFetch(
  request: IncomingMessage,
  response: ServerResponse,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<void> {
  const answer = await fetch(await toRequest(request));
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  const isHead = request.method === "HEAD";
  response.writeHead(answer.status, isHead ? headers : { ...headers, "content-length": body.length });
  response.end(isHead ? undefined : body);
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const method = request.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  // The host of the request decides nothing, so a fixed one keeps odd Host headers out of URL parsing.
  const url = new URL(`https://harbor${request.url?.startsWith("/") === true ? request.url : "/"}`);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const body = await readBody(request, bodyLimit);
  if (body === undefined)
    throw new ApiError(413, "REQUEST_ENTITY_TOO_LARGE", "the request body is too large");
  return new Request(url, { method, headers, body: body.toString("utf8") });
}
