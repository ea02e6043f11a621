import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ApiError, errorBody } from "./api-error.ts";
import { addConfigurationRoutes } from "./configuration-routes.ts";
import { addProjectRoutes } from "./project-routes.ts";
import { addQuotaRoutes } from "./quota-routes.ts";
import { addRepositoryRoutes } from "./repository-routes.ts";
import { addRobotRoutes } from "./robot-routes.ts";
import type { RouteEnv } from "./route-context.ts";
import { addSystemRoutes } from "./system-routes.ts";
import { addTokenRoute } from "./token-route.ts";
import type { World } from "./world.ts";

/** Everything that is not `/v2/`: the token service and Harbor's API. */
export function harborApp(world: World, report: (error: unknown) => void): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  addTokenRoute(app, world);
  addSystemRoutes(app, world);
  addConfigurationRoutes(app, world);
  addProjectRoutes(app, world);
  addQuotaRoutes(app, world);
  addRepositoryRoutes(app, world);
  addRobotRoutes(app, world);
  app.notFound((context) => context.body(errorBody("NOT_FOUND", "page not found"), 404, json));
  app.onError((error, context) => {
    if (error instanceof ApiError) {
      const status = error.status as ContentfulStatusCode; // ours are 4xx, and all have a body
      return context.body(errorBody(error.code, error.message), status, json);
    }
    report(error);
    return context.body(errorBody("UNKNOWN", "internal server error"), 500, json);
  });
  return app;
}

const json = { "Content-Type": "application/json; charset=utf-8" };
