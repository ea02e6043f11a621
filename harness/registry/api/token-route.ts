import type { Hono } from "hono";
import { isAuthenticated, type Identity } from "./identity.ts";
import { actionsOn } from "./rights.ts";
import { type RouteEnv, callerOf, urlOf } from "./route-context.ts";
import { type Access, scopesOf } from "./scope.ts";
import { tokenAudience } from "./token-service.ts";
import type { World } from "./world.ts";

/** A scope that cannot be understood; Harbor answers it with 500 and this text. */
class ScopeError extends Error {}

/**
 * `GET /service/token`, as Harbor's token service does it, with its plain-text errors:
 * https://github.com/goharbor/harbor/blob/main/src/core/service/token/creator.go
 */
export function addTokenRoute(app: Hono<RouteEnv>, world: World): void {
  app.get("/service/token", async (context) => {
    const { searchParams } = urlOf(context);
    const service = searchParams.get("service") ?? "";
    if (service !== tokenAudience) return context.text(`Unable to handle service: ${service}`, 400);
    const caller = callerOf(context);
    const scopes = scopesOf(searchParams.getAll("scope"));
    if (!isAuthenticated(caller) && scopes.length === 0) return context.body("", 401);
    try {
      const access = scopes.map((scope) => granted(scope, caller, world));
      return context.json(await world.tokens.mint(caller.name, access));
    } catch (error) {
      if (error instanceof ScopeError) return context.text(error.message, 500);
      throw error;
    }
  });
  // Clients that try OAuth first (containerd) fall back to GET on this status.
  app.all("/service/token", (context) => context.text("Method Not Allowed", 405, { Allow: "GET" }));
}

/** What a scope becomes for this caller: all that its rights allow there, whatever it asked for. */
function granted({ type, name, actions }: Access, caller: Identity, world: World): Access {
  switch (type) {
    case "repository":
      return { type, name, actions: grantedOnRepository(name, caller, world) };
    case "registry":
      if (name !== "catalog") throw new ScopeError(`Unable to handle, type: ${type}, name: ${name}`);
      return { type, name, actions: caller.kind === "admin" ? actions : [] };
    default:
      return { type, name, actions: [] };
  }
}

function grantedOnRepository(name: string, caller: Identity, { projects }: World): readonly string[] {
  const slash = name.indexOf("/");
  if (slash < 0) throw new ScopeError(`Unable to parse image from string: ${name}`);
  const project = projects.byName(name.slice(0, slash));
  if (project === undefined) return [];
  const actions = actionsOn(caller, project);
  const isFull = (["pull", "push", "delete"] as const).every((action) => actions.includes(action));
  return isFull ? [...actions, "*"] : actions;
}
