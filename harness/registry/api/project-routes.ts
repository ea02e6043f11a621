import type { Hono } from "hono";
import { badRequest, notFound, preconditionFailed } from "./api-error.ts";
import { type JsonObject, objectField, textField } from "./json-fields.ts";
import { pageOf } from "./paging.ts";
import type { Project } from "./projects.ts";
import { repositoriesOf } from "./repositories.ts";
import { maySee } from "./rights.ts";
import { readStorageLimit } from "./storage-limit.ts";
import { bodyOf, callerOf, requireAdmin, type RouteEnv, urlOf, visibleProject } from "./route-context.ts";
import { searchTerms } from "./search-terms.ts";
import type { World } from "./world.ts";

const base = "/api/v2.0/projects";

/** Projects: list, create, look, change, delete. */
export function addProjectRoutes(app: Hono<RouteEnv>, world: World): void {
  // Hono hands a HEAD to the GET route and takes the body off its answer.
  app.get(base, async (context) => {
    const asked = context.req.query("project_name");
    if (context.req.method === "HEAD" && asked !== undefined) {
      if (world.projects.byName(asked) === undefined) throw notFound(`project ${asked} not found`);
      return context.body(null, 200);
    }
    const caller = callerOf(context);
    const terms = searchTerms(context.req.query("q"));
    const isPublic = context.req.query("public") ?? terms.get("public")?.text;
    const name = context.req.query("name");
    const visible = world.projects
      .all()
      .filter(
        (project) =>
          maySee(caller, project) &&
          (isPublic === undefined || String(project.public) === isPublic) &&
          (name === undefined || project.name.includes(name)) &&
          (terms.get("name")?.fits(project.name) ?? true),
      );
    const { items, headers } = pageOf(visible, urlOf(context));
    const shown = [];
    for (const project of items) shown.push(await show(world, project));
    return context.json(shown, 200, headers);
  });
  app.post(base, async (context) => {
    requireAdmin(context, "Only system admin can create project");
    const body = await bodyOf(context);
    const isPublic = readPublic(body) ?? false;
    const storageLimit = readStorageLimit(body);
    const project = world.projects.create(textField(body, "project_name") ?? "", isPublic);
    world.quotas.limit(project.name, storageLimit);
    const isNameWanted = context.req.header("x-resource-name-in-location") === "true";
    return context.body(null, 201, { Location: `${base}/${isNameWanted ? project.name : project.id}` });
  });
  app.get(`${base}/:project`, async (context) =>
    context.json(await show(world, visibleProject(context, world))),
  );
  app.put(`${base}/:project`, async (context) => {
    const project = visibleProject(context, world);
    requireAdmin(context);
    world.projects.setPublic(project, readPublic(await bodyOf(context)) ?? project.public);
    return context.body(null, 200);
  });
  app.delete(`${base}/:project`, async (context) => {
    const project = visibleProject(context, world);
    requireAdmin(context);
    if ((await repositoriesOf(world, project)).length > 0) {
      throw preconditionFailed("the project contains repositories, can not be deleted");
    }
    world.projects.delete(project);
    world.quotas.delete(project.name);
    return context.body(null, 200);
  });
}

/** `metadata.public` is a text in Harbor; the boolean `public` of its first version is read as well. */
function readPublic(body: JsonObject): boolean | undefined {
  const value = objectField(body, "metadata").public;
  if (value === undefined) return typeof body.public === "boolean" ? body.public : undefined;
  if (value === "true" || value === "false") return value === "true";
  throw badRequest(
    `metadata.public should only be 'true' or 'false', but got: '${typeof value === "string" ? value : JSON.stringify(value)}'`,
  );
}

async function show(world: World, project: Project) {
  return {
    project_id: project.id,
    name: project.name,
    owner_id: 1,
    owner_name: "admin",
    creation_time: project.created.toISOString(),
    update_time: project.updated.toISOString(),
    deleted: false,
    repo_count: (await repositoriesOf(world, project)).length,
    metadata: { public: String(project.public) },
  };
}
