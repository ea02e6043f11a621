import type { Secret } from "../core/secret.ts";

export interface RobotInput {
  readonly name: string;
  /** The one project it may enter; without it the robot is the system's and enters every project. */
  readonly project?: string;
  readonly actions: readonly ("pull" | "push" | "delete")[];
  /** For ever unless told. */
  readonly days?: number;
}

/** A login: the secret is not shown a second time. */
export interface RobotAccount {
  readonly id: number;
  /** `robot$<name>` or `robot$<project>+<name>`. */
  readonly name: string;
  readonly secret: Secret;
}

/** What Harbor is asked for it. */
export function robotBody({ name, project, actions, days = -1 }: RobotInput) {
  const access = actions.map((action) => ({ resource: "repository", action }));
  const level = project === undefined ? "system" : "project";
  return {
    name,
    level,
    duration: days,
    permissions: [{ kind: "project", namespace: project ?? "*", access }],
  };
}
