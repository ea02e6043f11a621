import { notFound } from "./api-error.ts";
import { digestOf, matches, newSecret, type PasswordDigest } from "./password.ts";
import type { RobotRequest, RobotPermission } from "./robot-request.ts";

/** An account for a program. */
export interface Robot {
  readonly id: number;
  /** The name to log in with: `robot$<name>`, or `robot$<project>+<name>` at project level. */
  readonly name: string;
  readonly description: string;
  readonly level: "system" | "project";
  readonly duration: number;
  /** Seconds since the epoch; -1 is never. */
  readonly expiresAt: number;
  readonly created: Date;
  readonly permissions: readonly RobotPermission[];
}

const defaultDays = 30;

/** The robot accounts of one registry, in memory. */
export class Robots {
  readonly #now: () => Date;
  readonly #byId = new Map<number, { robot: Robot; password: PasswordDigest }>();
  #lastId = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Makes the account. The secret is in this answer and nowhere else. */
  create(request: RobotRequest): { robot: Robot; secret: string } {
    const created = this.#now();
    const project = request.level === "project" ? `${request.permissions[0]?.namespace ?? ""}+` : "";
    const robot: Robot = {
      id: ++this.#lastId,
      name: `robot$${project}${request.name}`,
      description: request.description,
      level: request.level,
      duration: request.duration,
      expiresAt: expiry(request.duration, created),
      created,
      permissions: request.permissions,
    };
    const secret = newSecret();
    this.#byId.set(robot.id, { robot, password: digestOf(secret) });
    return { robot, secret };
  }

  byName(name: string): Robot | undefined {
    return this.all().find((robot) => robot.name === name);
  }

  /** The robot with this name and secret, unless it has expired. */
  login(name: string, secret: string): Robot | undefined {
    const entry = [...this.#byId.values()].find(({ robot }) => robot.name === name);
    if (entry === undefined || !matches(entry.password, secret)) return undefined;
    const { expiresAt } = entry.robot;
    return expiresAt === -1 || this.#now().getTime() < expiresAt * 1000 ? entry.robot : undefined;
  }

  /** @throws ApiError 404 */
  get(id: number): Robot {
    const entry = this.#byId.get(id);
    if (entry === undefined) throw notFound(`robot with ID ${id} not found`);
    return entry.robot;
  }

  /** Gives it another secret; a random one unless told. @throws ApiError 404 */
  renew(id: number, secret = newSecret()): string {
    const robot = this.get(id);
    this.#byId.set(id, { robot, password: digestOf(secret) });
    return secret;
  }

  delete(id: number): void {
    this.#byId.delete(this.get(id).id);
  }

  all(): readonly Robot[] {
    return [...this.#byId.values()].map(({ robot }) => robot);
  }
}

function expiry(days: number, from: Date): number {
  if (days === -1) return -1;
  return Math.floor(from.getTime() / 1000) + (days === 0 ? defaultDays : days) * 86_400;
}
