import type { Identity } from "./identity.ts";
import type { Project } from "./projects.ts";
import type { RobotPermission } from "./robot-request.ts";

/** What can be allowed on the repositories of a project, in the order in which tokens list it. */
export const repositoryActions = ["pull", "push", "delete", "scanner-pull"] as const;
export type RepositoryAction = (typeof repositoryActions)[number];

/** All that somebody may do with the repositories of a project. */
export function actionsOn(identity: Identity, project: Project): readonly RepositoryAction[] {
  return repositoryActions.filter((action) => may(identity, action, project));
}

/** Whether somebody may do this with the repositories of a project. */
export function may(identity: Identity, action: RepositoryAction, project: Project): boolean {
  if (project.public && action === "pull") return true;
  switch (identity.kind) {
    case "admin":
      return true;
    case "anonymous":
      return false;
    case "robot":
      return identity.robot.permissions.some((permission) => allows(permission, action, project));
    case "token":
      // By project, as in Harbor; that the token names this very repository is for Distribution to check,
      // which then answers with a challenge that names the missing scope.
      return identity.access.some(
        ({ type, name, actions }) =>
          type === "repository" && name.split("/")[0] === project.name && actions.includes(action),
      );
  }
}

/** Whether somebody may know that a project exists. */
export function maySee(identity: Identity, project: Project): boolean {
  return actionsOn(identity, project).length > 0;
}

/** Whether somebody may list every repository. */
export function mayListCatalog(identity: Identity): boolean {
  if (identity.kind !== "token") return identity.kind === "admin";
  return identity.access.some(
    ({ type, name, actions }) => type === "registry" && name === "catalog" && actions.length > 0,
  );
}

function allows(
  { kind, namespace, access }: RobotPermission,
  action: RepositoryAction,
  project: Project,
): boolean {
  if (kind !== "project" || (namespace !== "*" && namespace !== project.name)) return false;
  return access.some(
    (entry) => entry.resource === "repository" && (entry.action === action || entry.action === "*"),
  );
}
