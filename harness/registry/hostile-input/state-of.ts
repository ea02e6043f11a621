import type { World } from "../api/world.ts";

/** All that a request may have changed in the API, to compare with. */
export function stateOf({ projects, robots, quotas, configuration, uploads }: World): string {
  return JSON.stringify({
    projects: projects.all().map((project) => ({ ...project, quota: quotas.of(project.name) })),
    robots: robots.all(),
    configuration,
    uploads: [...uploads],
  });
}
