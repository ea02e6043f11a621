import type { Hono } from "hono";
import { badRequest } from "./api-error.ts";
import { bodyOf, requireAdmin, type RouteEnv } from "./route-context.ts";
import type { World } from "./world.ts";

const base = "/api/v2.0/configurations";

/**
 * The system's configuration, of which only `read_only` is there. Harbor ignores keys that it does not know; here
 * its other settings are among those.
 */
export function addConfigurationRoutes(app: Hono<RouteEnv>, { configuration }: World): void {
  app.get(base, (context) => {
    requireAdmin(context);
    return context.json({ read_only: { value: configuration.readOnly, editable: true } });
  });
  app.put(base, async (context) => {
    requireAdmin(context);
    const { read_only: readOnly } = await bodyOf(context);
    if (readOnly === undefined || readOnly === null) return context.body(null, 200);
    if (typeof readOnly !== "boolean")
      throw badRequest(`read_only in body must be of type boolean: ${JSON.stringify(readOnly)}`);
    configuration.readOnly = readOnly;
    return context.body(null, 200);
  });
}
