import { ApiError, badRequest, notFound } from "./api-error.ts";
import type { RepositoryAction } from "./rights.ts";

/**
 * What a `/v2/` path means. `path` is put together from what was understood and is what is handed on, so
 * that the right that was checked and the thing that is reached cannot differ.
 */
export type V2Target =
  | { readonly kind: "base"; readonly path: "/v2/" }
  | { readonly kind: "catalog"; readonly path: "/v2/_catalog" }
  | {
      readonly kind: "repository";
      readonly path: string;
      readonly repository: string;
      readonly project: string;
      readonly part: "manifests" | "blobs" | "uploads" | "tags" | "referrers";
      /** The tag or digest of a manifest, or the digest of what referrers refer to. */
      readonly reference?: string;
    };

const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const repositoryRule = new RegExp(`^${component}(?:/${component})*$`);
const tag = "[\\w][\\w.-]{0,127}";
/** Distribution takes whatever else looks like a digest for the name of a file. */
const digestRule = /^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/;
const routes = [
  { part: "tags", rule: /^(.+)\/tags\/list$/ },
  { part: "manifests", rule: new RegExp(`^(.+)/manifests/(${tag}|[^/]*:[^/]*)$`) },
  { part: "uploads", rule: /^(.+)\/blobs\/uploads(?:\/([a-zA-Z0-9_.=-]{0,100}))?$/ },
  { part: "blobs", rule: /^(.+)\/blobs\/([^/]+)$/ },
  { part: "referrers", rule: /^(.+)\/referrers\/([^/]+)$/ },
] as const;

/**
 * Understands the path of a request, as it came over the wire and without the query.
 * @throws ApiError 400 for a bad name, 404 for a path that is none.
 */
export function readV2Path(rawPath: string): V2Target {
  const path = decode(rawPath).replace(/\/+/g, "/");
  if (path === "/v2" || path === "/v2/") return { kind: "base", path: "/v2/" };
  if (!path.startsWith("/v2/")) throw notFound("page not found");
  const rest = path.slice("/v2/".length);
  if (rest === "_catalog") return { kind: "catalog", path: "/v2/_catalog" };
  for (const { part, rule } of routes) {
    const match = rule.exec(rest);
    if (match === null) continue;
    const repository = match[1] ?? "";
    const project = projectOf(repository);
    const reference = match[2] ?? "";
    const isTag = part === "manifests" && !reference.includes(":");
    if (part !== "tags" && part !== "uploads" && !isTag && !isDigest(reference))
      throw new ApiError(400, "DIGEST_INVALID", `invalid digest: ${reference}`);
    const canonical = `/v2/${repository}/${tail(part, reference)}`;
    const target = { kind: "repository", path: canonical, repository, project, part } as const;
    return part === "manifests" || part === "referrers" ? { ...target, reference } : target;
  }
  throw notFound("page not found");
}

/** The project of a repository. @throws ApiError 400 when the name is none that a registry may have. */
export function projectOf(repository: string): string {
  if (repository.length > 255 || !repositoryRule.test(repository)) {
    throw new ApiError(400, "NAME_INVALID", `invalid repository name: ${repository}`);
  }
  const slash = repository.indexOf("/");
  if (slash < 0) throw badRequest(`bad request: invalid repository name: ${repository}`);
  return repository.slice(0, slash);
}

export function isDigest(reference: string): boolean {
  return digestRule.test(reference);
}

/** What may be done with a target, at most. */
export function methodsOf({ kind }: V2Target): readonly string[] {
  const reading = ["GET", "HEAD"];
  return kind === "repository" ? [...reading, "POST", "PUT", "PATCH", "DELETE"] : reading;
}

/** The right that a method needs; undefined for a method that the registry does not know. */
export function actionOf(method: string): Exclude<RepositoryAction, "scanner-pull"> | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      return "pull";
    case "POST":
    case "PUT":
    case "PATCH":
      return "push";
    case "DELETE":
      return "delete";
    default:
      return undefined;
  }
}

function tail(part: (typeof routes)[number]["part"], reference: string): string {
  switch (part) {
    case "tags":
      return "tags/list";
    case "uploads":
      return `blobs/uploads/${reference}`;
    case "manifests":
    case "blobs":
    case "referrers":
      return `${part}/${reference}`;
  }
}

/** Decodes once. What is still encoded afterwards, or climbs, means nothing here. */
function decode(rawPath: string): string {
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    throw badRequest("the path is not well encoded");
  }
  if (/[%\\\u0000-\u001f]/.test(path)) throw badRequest("the path holds characters that no name may have");
  if (path.split("/").some((segment) => segment === "." || segment === ".."))
    throw notFound("page not found");
  return path;
}
