import type { Hono } from "hono";
import { badRequest, notFound } from "./api-error.ts";
import { pageOf } from "./paging.ts";
import type { Project } from "./projects.ts";
import { bodyOf, requireAdmin, type RouteContext, type RouteEnv, urlOf } from "./route-context.ts";
import { readHardLimit } from "./storage-limit.ts";
import type { World } from "./world.ts";

const base = "/api/v2.0/quotas";

/** What each project holds and may hold. A quota has the id of its project; Harbor counts them for themselves. */
export function addQuotaRoutes(app: Hono<RouteEnv>, world: World): void {
  app.get(base, (context) => {
    requireAdmin(context);
    const { items, headers } = pageOf(asked(context, world), urlOf(context));
    return context.json(
      items.map((project) => show(world, project)),
      200,
      headers,
    );
  });
  app.get(`${base}/:id`, (context) => {
    requireAdmin(context);
    return context.json(show(world, projectOf(context, world)));
  });
  app.put(`${base}/:id`, async (context) => {
    requireAdmin(context);
    const limit = readHardLimit(await bodyOf(context));
    world.quotas.limit(projectOf(context, world).name, limit);
    return context.body(null, 200);
  });
}

/** All of them, or with `reference=project&reference_id=<n>` that of one project. */
function asked(context: RouteContext, { projects }: World): readonly Project[] {
  const { reference = "project", reference_id: id } = context.req.query();
  if (reference !== "project") return [];
  return projects.all().filter((project) => id === undefined || String(project.id) === id);
}

function projectOf(context: RouteContext, { projects }: World): Project {
  const id = context.req.param("id") ?? "";
  if (!/^[0-9]{1,9}$/.test(id)) throw badRequest(`id in path must be of type int64: "${id}"`);
  const project = projects.byId(Number(id));
  if (project === undefined) throw notFound(`quota ${id} not found`);
  return project;
}

function show({ quotas }: World, { id, name, created }: Project) {
  const { limit, used, updated } = quotas.of(name);
  return {
    id,
    ref: { id, name, owner_name: "admin" },
    hard: { storage: limit },
    used: { storage: used },
    creation_time: created.toISOString(),
    update_time: (updated ?? created).toISOString(),
  };
}
