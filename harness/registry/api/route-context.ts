import type { Context } from "hono";
import { forbidden, unauthorized } from "./api-error.ts";
import type { ReadText } from "./fetch-bridge.ts";
import { anonymous, type Identity } from "./identity.ts";
import { type JsonObject, parseJsonObject } from "./json-fields.ts";
import type { Project } from "./projects.ts";
import { maySee } from "./rights.ts";
import type { World } from "./world.ts";

/** What every route gets beside the request. */
export interface RouteEnv {
  Bindings: { identity: Identity; readText: ReadText };
}

export type RouteContext = Context<RouteEnv>;

/** Who calls. A registry token is no login to the API: with one, somebody is as good as nobody. */
export function callerOf(context: RouteContext): Identity {
  const { identity } = context.env;
  return identity.kind === "token" ? anonymous : identity;
}

/** @throws ApiError 401 without a login, 403 for anybody but the administrator. */
export function requireAdmin(context: RouteContext, message?: string): void {
  const caller = callerOf(context);
  if (caller.kind === "anonymous") throw unauthorized();
  if (caller.kind !== "admin") throw forbidden(message);
}

/** The project that the path names, if the caller may see it. @throws ApiError 401, 403, 404 */
export function visibleProject(context: RouteContext, world: World): Project {
  const isName = context.req.header("x-is-resource-name") === "true";
  const project = world.projects.get(context.req.param("project") ?? "", isName);
  const caller = callerOf(context);
  if (maySee(caller, project)) return project;
  throw caller.kind === "anonymous" ? unauthorized() : forbidden();
}

/** What the request carries; to be asked for once it is clear that the caller may send it. @throws ApiError 400, 413 */
export async function bodyOf(context: RouteContext): Promise<JsonObject> {
  return parseJsonObject(await context.env.readText());
}

export function urlOf(context: RouteContext): URL {
  return new URL(context.req.url);
}
