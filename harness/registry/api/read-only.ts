import type { IncomingMessage } from "node:http";
import { denied } from "./api-error.ts";
import type { World } from "./world.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** What goes on: turning the mode off, and logging in. containerd asks for tokens with POST. */
const exceptions = [
  { method: "PUT", path: /^\/+api\/v2\.0\/configurations/ },
  { method: "POST", path: /^\/+service\/token/ },
] as const;

/**
 * Refuses every modification while the registry is in read-only mode, before anybody looks at rights or paths,
 * as in Harbor: an anonymous push meets this and no challenge.
 * https://github.com/goharbor/harbor/blob/main/src/server/middleware/readonly/readonly.go and, for tokens,
 * https://github.com/goharbor/harbor/issues/18243
 * @throws ApiError 403
 */
export function refuseWhenReadOnly(
  { configuration }: World,
  { method = "GET", url = "/" }: Pick<IncomingMessage, "method" | "url">,
): void {
  if (!configuration.readOnly || safeMethods.has(method)) return;
  if (exceptions.some((exception) => exception.method === method && exception.path.test(url))) return;
  throw denied("The system is in read only mode. Any modification is prohibited.");
}
