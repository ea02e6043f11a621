import type { Hono } from "hono";
import { badRequest, forbidden, notFound, unauthorized } from "./api-error.ts";
import { objectField, textField } from "./json-fields.ts";
import { pageOf } from "./paging.ts";
import type { Project } from "./projects.ts";
import {
  type Artifact,
  artifactsOf,
  deleteArtifact,
  deleteRepository,
  repositoriesOf,
  sizeOf,
} from "./repositories.ts";
import { may } from "./rights.ts";
import { callerOf, type RouteContext, type RouteEnv, urlOf, visibleProject } from "./route-context.ts";
import { projectOf } from "./v2-path.ts";
import type { World } from "./world.ts";

const base = "/api/v2.0/projects/:project/repositories";

/** The repositories of a project and what is in them, as Distribution holds them. */
export function addRepositoryRoutes(app: Hono<RouteEnv>, world: World): void {
  app.get(base, async (context) => {
    const project = visibleProject(context, world);
    const { items, headers } = pageOf(await repositoriesOf(world, project), urlOf(context));
    const shown = [];
    for (const name of items)
      shown.push(showRepository(world, project, name, await artifactsOf(world, name)));
    return context.json(shown, 200, headers);
  });
  app.get(`${base}/:repository`, async (context) => {
    const { project, name, artifacts } = await findRepository(context, world);
    return context.json(showRepository(world, project, name, artifacts));
  });
  app.delete(`${base}/:repository`, async (context) => {
    const { project, name } = await findRepository(context, world);
    requireDelete(context, project);
    await deleteRepository(world, name);
    return context.body(null, 200);
  });
  app.get(`${base}/:repository/artifacts`, async (context) => {
    const { project, name, artifacts } = await findRepository(context, world);
    const { items, headers } = pageOf(artifacts, urlOf(context));
    const withTags = context.req.query("with_tag") !== "false";
    const shown = items.map((artifact) => showArtifact(world, project, name, artifact, withTags));
    return context.json(shown, 200, headers);
  });
  app.get(`${base}/:repository/artifacts/:reference`, async (context) => {
    const { project, name, artifacts } = await findRepository(context, world);
    return context.json(showArtifact(world, project, name, pick(context, name, artifacts), true));
  });
  app.delete(`${base}/:repository/artifacts/:reference`, async (context) => {
    const { project, name, artifacts } = await findRepository(context, world);
    requireDelete(context, project);
    await deleteArtifact(world, name, pick(context, name, artifacts).manifest.digest);
    return context.body(null, 200);
  });
}

async function findRepository(context: RouteContext, world: World) {
  const project = visibleProject(context, world);
  const name = `${project.name}/${repositoryParameter(context)}`;
  projectOf(name);
  const artifacts = await artifactsOf(world, name);
  if (artifacts.length === 0) throw notFound(`repository ${name} not found`);
  return { project, name, artifacts };
}

/** A slash in the name comes encoded twice; the router takes off one layer. */
function repositoryParameter(context: RouteContext): string {
  try {
    return decodeURIComponent(context.req.param("repository") ?? "");
  } catch {
    throw badRequest("the repository name is not well encoded");
  }
}

function pick(context: RouteContext, repository: string, artifacts: readonly Artifact[]): Artifact {
  const reference = context.req.param("reference") ?? "";
  const found = artifacts.find(
    ({ manifest, tags }) => manifest.digest === reference || tags.includes(reference),
  );
  if (found === undefined) throw notFound(`artifact ${repository}:${reference} not found`);
  return found;
}

function requireDelete(context: RouteContext, project: Project): void {
  const caller = callerOf(context);
  if (may(caller, "delete", project)) return;
  throw caller.kind === "anonymous" ? unauthorized() : forbidden();
}

function showRepository({ ledger }: World, project: Project, name: string, artifacts: readonly Artifact[]) {
  const { id, created, updated, pullCount } = ledger.of(name);
  return {
    id,
    name,
    project_id: project.id,
    artifact_count: artifacts.length,
    pull_count: pullCount,
    creation_time: created.toISOString(),
    update_time: updated.toISOString(),
  };
}

function showArtifact(
  world: World,
  project: Project,
  name: string,
  { manifest, tags }: Artifact,
  withTags: boolean,
) {
  const repository = world.ledger.of(name);
  const { id, pushed, pulled } = world.ledger.artifact(name, manifest.digest);
  const times = { push_time: pushed.toISOString(), pull_time: (pulled ?? new Date(0)).toISOString() };
  const owner = { repository_id: repository.id, artifact_id: id };
  const shownTags = tags.map((tag, index) => ({
    id: index + 1,
    name: tag,
    immutable: false,
    ...owner,
    ...times,
  }));
  return {
    id,
    type: "IMAGE",
    digest: manifest.digest,
    media_type: textField(objectField(manifest.content, "config"), "mediaType") ?? manifest.mediaType,
    manifest_media_type: manifest.mediaType,
    project_id: project.id,
    repository_id: repository.id,
    repository_name: name,
    size: sizeOf(manifest),
    ...times,
    ...(withTags ? { tags: shownTags } : {}),
  };
}
