import { HarnessError, messageOf } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import * as answers from "./harbor-answers.ts";
import { getUnverified, type HttpsReply, type HttpsTarget, sendHttps } from "./https-request.ts";
import { type RobotAccount, robotBody, type RobotInput } from "./robot-account.ts";

/** Harbor's HTTP API, for scenarios and tests. Every refusal is a HarnessError with its status and text. */
export interface HarborClient {
  /** The CA as anybody gets it, without trusting the server yet: `curl -k`. PEM. @throws HarnessError `tool-failed` */
  getCert(): Promise<string>;
  /** With a login unless told: what anybody sees is less. */
  systemInfo(as?: "admin" | "anybody"): Promise<Readonly<Record<string, unknown>>>;
  health(): Promise<answers.Health>;
  /** Nothing but pulls and logins from now on, or everything again. */
  setReadOnly(readOnly: boolean): Promise<void>;
  createProject(input: ProjectInput): Promise<void>;
  deleteProject(name: string): Promise<void>;
  listProjects(): Promise<readonly answers.ProjectInfo[]>;
  readQuota(project: string): Promise<answers.QuotaInfo>;
  /** Gives a project another limit in bytes, -1 for none. One below what it holds lets nothing more in. */
  limitStorage(project: string, bytes: number): Promise<void>;
  createRobot(input: RobotInput): Promise<RobotAccount>;
  deleteRobot(id: number): Promise<void>;
  listRepositories(project: string): Promise<readonly answers.RepositoryInfo[]>;
  /** @param repository with its project: `library/hello-app` */
  listArtifacts(repository: string): Promise<readonly answers.ArtifactInfo[]>;
}

export interface ProjectInput {
  readonly name: string;
  readonly public: boolean;
  /** Bytes that it may hold; without a limit unless told. */
  readonly storageLimit?: number;
}

export interface HarborClientInput {
  /** Where it is, asked anew for each request: the CA may change. */
  readonly target: () => HttpsTarget;
  readonly username: string;
  readonly password: Secret;
}

export function harborClient({ target, username, password }: HarborClientInput): HarborClient {
  const ask = async (
    doing: string,
    method: string,
    path: string,
    body?: object,
    as: "admin" | "anybody" = "admin",
  ) => {
    const login = `Basic ${Buffer.from(`${username}:${password.reveal()}`).toString("base64")}`;
    const headers = {
      "content-type": "application/json",
      ...(as === "admin" ? { authorization: login } : {}),
    };
    const request = {
      method,
      path: `/api/v2.0${path}`,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return answered(target(), doing, () => sendHttps(target(), request));
  };
  const read = async (doing: string, path: string) => (await ask(doing, "GET", path)).body;
  const readQuota = async (project: string) => {
    const doing = `Reading the quota of project ${project}`;
    const quotas = answers.readQuotas(await read(doing, "/quotas?page_size=-1"));
    const found = quotas.find((quota) => quota.project === project);
    if (found !== undefined) return found;
    const known = quotas.map((quota) => quota.project).join(", ");
    throw new HarnessError({
      code: "tool-failed",
      message: `${doing} at ${target().host}: it has none; there are quotas of ${known}`,
    });
  };
  return {
    async getCert() {
      const reply = await answered(target(), "Fetching the CA", () =>
        getUnverified(target(), "/api/v2.0/systeminfo/getcert"),
      );
      return reply.body;
    },
    async systemInfo(as = "admin") {
      return answers.readObject((await ask("Reading systeminfo", "GET", "/systeminfo", undefined, as)).body);
    },
    async health() {
      return answers.readHealth((await ask("Reading health", "GET", "/health", undefined, "anybody")).body);
    },
    async setReadOnly(readOnly) {
      const doing = readOnly ? "Turning read-only mode on" : "Turning read-only mode off";
      await ask(doing, "PUT", "/configurations", { read_only: readOnly });
    },
    async createProject({ name, public: isPublic, storageLimit }) {
      await ask(`Creating project ${name}`, "POST", "/projects", {
        project_name: name,
        metadata: { public: String(isPublic) },
        ...(storageLimit === undefined ? {} : { storage_limit: storageLimit }),
      });
    },
    async deleteProject(name) {
      await ask(`Deleting project ${name}`, "DELETE", `/projects/${encodeURIComponent(name)}`);
    },
    async listProjects() {
      return answers.readProjects(await read("Listing projects", "/projects?page_size=-1"));
    },
    readQuota,
    async limitStorage(project, bytes) {
      const { id } = await readQuota(project);
      await ask(`Limiting project ${project}`, "PUT", `/quotas/${id}`, { hard: { storage: bytes } });
    },
    async createRobot(input) {
      const { body } = await ask(`Creating robot ${input.name}`, "POST", "/robots", robotBody(input));
      const { id, name, secret } = answers.readRobot(body);
      return { id, name, secret: new Secret(secret) };
    },
    async deleteRobot(id) {
      await ask(`Deleting robot ${id}`, "DELETE", `/robots/${id}`);
    },
    async listRepositories(project) {
      const path = `/projects/${encodeURIComponent(project)}/repositories?page_size=-1`;
      return answers.readRepositories(await read(`Listing repositories of ${project}`, path));
    },
    async listArtifacts(repository) {
      const [project = "", ...rest] = repository.split("/");
      const name = encodeURIComponent(encodeURIComponent(rest.join("/")));
      const path = `/projects/${encodeURIComponent(project)}/repositories/${name}/artifacts?page_size=-1`;
      return answers.readArtifacts(await read(`Listing artifacts of ${repository}`, path));
    },
  };
}

/** The reply, if it is one that grants what was asked. */
async function answered(
  { host }: HttpsTarget,
  doing: string,
  send: () => Promise<HttpsReply>,
): Promise<HttpsReply> {
  let reply: HttpsReply;
  try {
    reply = await send();
  } catch (error) {
    throw new HarnessError({
      code: "unreachable",
      message: `${doing} at ${host}: ${messageOf(error)}`,
      cause: error,
    });
  }
  if (reply.status < 300) return reply;
  throw new HarnessError({
    code: "tool-failed",
    message: `${doing} at ${host}: the registry answered ${reply.status}: ${answers.readError(reply.body)}`,
  });
}
