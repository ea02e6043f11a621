import type { IncomingMessage } from "node:http";
import { denied } from "./api-error.ts";
import { urlOfRequest } from "./fetch-bridge.ts";
import type { World } from "./world.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** What goes on: turning the mode off, and logging in. containerd asks for tokens with POST. */
const exceptions: readonly string[] = ["PUT /api/v2.0/configurations", "POST /service/token"];

/**
 * Refuses every modification while the registry is in read-only mode, before anybody looks at rights or paths,
 * as in Harbor: an anonymous push meets this and no challenge.
 * https://github.com/goharbor/harbor/blob/main/src/server/middleware/readonly/readonly.go and, for tokens,
 * https://github.com/goharbor/harbor/issues/18243
 * @throws ApiError 403
 */
export function refuseWhenReadOnly(
  { configuration }: World,
  request: Pick<IncomingMessage, "method" | "url">,
): void {
  const { method = "GET" } = request;
  if (!configuration.readOnly || safeMethods.has(method)) return;
  // By the path as the API understands it: what only begins like an exception may climb to somewhere else.
  if (exceptions.includes(`${method} ${urlOfRequest(request).pathname}`)) return;
  throw denied("The system is in read only mode. Any modification is prohibited.");
}
