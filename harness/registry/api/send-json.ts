import type { ServerResponse } from "node:http";

/** Sends a JSON answer with the header that clients know a registry by. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "docker-distribution-api-version": "registry/2.0",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
