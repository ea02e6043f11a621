import type { Hono } from "hono";
import { badRequest, conflict } from "./api-error.ts";
import { textField } from "./json-fields.ts";
import { pageOf } from "./paging.ts";
import { isStrong } from "./password.ts";
import { readRobotRequest } from "./robot-request.ts";
import type { Robot } from "./robots.ts";
import { bodyOf, requireAdmin, type RouteContext, type RouteEnv, urlOf } from "./route-context.ts";
import { searchTerms } from "./search-terms.ts";
import type { World } from "./world.ts";

const base = "/api/v2.0/robots";
const weakSecret =
  "the secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number";

/** Robot accounts: create, list, look, renew the secret, delete. A secret is shown when it is made, never again. */
export function addRobotRoutes(app: Hono<RouteEnv>, world: World): void {
  app.post(base, async (context) => {
    requireAdmin(context);
    const request = readRobotRequest(await bodyOf(context));
    const namespace = request.permissions[0]?.namespace ?? "";
    if (request.level === "project") world.projects.get(namespace, true);
    const name = `robot$${request.level === "project" ? `${namespace}+` : ""}${request.name}`;
    if (world.robots.byName(name) !== undefined) throw conflict(`robot account ${name} already exists`);
    const { robot, secret } = world.robots.create(request);
    const shown = { ...identityOf(robot), secret };
    return context.json(shown, 201, { Location: `${base}/${robot.id}` });
  });
  app.get(base, (context) => {
    requireAdmin(context);
    const { items, headers } = pageOf(asked(context, world), urlOf(context));
    return context.json(items.map(show), 200, headers);
  });
  app.get(`${base}/:id`, (context) => {
    requireAdmin(context);
    return context.json(show(world.robots.get(idOf(context))));
  });
  app.patch(`${base}/:id`, async (context) => {
    requireAdmin(context);
    const { id } = world.robots.get(idOf(context));
    const wanted = textField(await bodyOf(context), "secret") ?? "";
    if (wanted === "") return context.json({ secret: world.robots.renew(id) });
    if (!isStrong(wanted)) throw badRequest(weakSecret);
    world.robots.renew(id, wanted);
    return context.json({});
  });
  app.delete(`${base}/:id`, (context) => {
    requireAdmin(context);
    world.robots.delete(idOf(context));
    return context.body(null, 200);
  });
}

/** The robots of the system, or with `q=Level=project,ProjectID=<n>` those of a project. */
function asked(context: RouteContext, { robots, projects }: World): readonly Robot[] {
  const terms = searchTerms(context.req.query("q"));
  const level = terms.get("Level")?.text ?? "system";
  if (level === "system") return robots.all().filter((robot) => robot.level === "system");
  if (level !== "project") throw badRequest("bad request error level input");
  const projectId = terms.get("ProjectID")?.text;
  if (projectId === undefined) throw badRequest("must with project ID when to query project robots");
  if (!/^[0-9]+$/.test(projectId)) throw badRequest("Project ID must be int type.");
  const project = projects.get(projectId, false);
  return robots
    .all()
    .filter((robot) => robot.level === "project" && robot.permissions[0]?.namespace === project.name);
}

function idOf(context: RouteContext): number {
  const id = context.req.param("id") ?? "";
  if (!/^[0-9]{1,9}$/.test(id)) throw badRequest(`robot_id in path must be of type int64: "${id}"`);
  return Number(id);
}

function identityOf({ id, name, created, expiresAt }: Robot) {
  return { id, name, creation_time: created.toISOString(), expires_at: expiresAt };
}

function show(robot: Robot) {
  const { description, level, duration, permissions } = robot;
  return { ...identityOf(robot), description, level, duration, disable: false, editable: true, permissions };
}
