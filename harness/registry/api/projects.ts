import { badRequest, conflict, notFound } from "./api-error.ts";

/** A namespace of repositories. */
export interface Project {
  readonly id: number;
  readonly name: string;
  readonly public: boolean;
  readonly created: Date;
  readonly updated: Date;
}

const nameRule = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** The projects of one registry, in memory; `library` is there from the beginning, public, with id 1. */
export class Projects {
  readonly #now: () => Date;
  readonly #byId = new Map<number, Project>();
  #lastId = 0;

  constructor(now: () => Date) {
    this.#now = now;
    this.create("library", true);
  }

  /** @throws ApiError 400 for a bad name, 409 when it exists. */
  create(name: string, isPublic: boolean): Project {
    if (!nameRule.test(name) || name.length > 255) {
      throw badRequest("project name is not in lower case or contains illegal characters");
    }
    if (this.byName(name) !== undefined) throw conflict(`The project named ${name} already exists`);
    const at = this.#now();
    const project = { id: ++this.#lastId, name, public: isPublic, created: at, updated: at };
    this.#byId.set(project.id, project);
    return project;
  }

  byName(name: string): Project | undefined {
    return this.all().find((project) => project.name === name);
  }

  byId(id: number): Project | undefined {
    return this.#byId.get(id);
  }

  /**
   * The project that a path names. A number is an id unless the client says that it is a name.
   * @throws ApiError 404
   */
  get(nameOrId: string, isName: boolean): Project {
    const found = !isName && /^[0-9]+$/.test(nameOrId) ? this.byId(Number(nameOrId)) : this.byName(nameOrId);
    if (found === undefined) throw notFound(`project ${nameOrId} not found`);
    return found;
  }

  setPublic(project: Project, isPublic: boolean): void {
    this.#byId.set(project.id, { ...project, public: isPublic, updated: this.#now() });
  }

  delete(project: Project): void {
    this.#byId.delete(project.id);
  }

  all(): readonly Project[] {
    return [...this.#byId.values()];
  }
}
