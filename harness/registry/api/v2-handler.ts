import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, errorBody } from "./api-error.ts";
import type { Identity } from "./identity.ts";
import { forward } from "./proxy.ts";
import { depositOf, manifestBody, noteUpload } from "./v2-deposit.ts";
import { gate } from "./v2-gate.ts";
import { isDigest, projectOf, readV2Path, type V2Target } from "./v2-path.ts";
import type { World } from "./world.ts";

/** Answers a request to `/v2/`: refuses it as Harbor does, or hands it on to Distribution. */
export async function answerV2(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  identity: Identity,
): Promise<void> {
  const { path, query } = splitUrl(request.url ?? "/");
  const method = request.method ?? "GET";
  const target = readV2Path(path);
  const mountFrom = mountSource(target, query);
  const verdict = gate({
    target,
    method,
    mountFrom,
    hasAuthorization: (request.headers.authorization ?? "") !== "",
    identity,
    projects: world.projects,
    externalUrl: world.externalUrl,
  });
  if (!verdict.pass) {
    sendJson(response, 401, errorBody("UNAUTHORIZED", verdict.message), {
      "www-authenticate": verdict.challenge,
    });
    return;
  }
  refuseDeleteByTag(target, method);
  const bearer =
    identity.kind === "token"
      ? identity.token
      : (await world.tokens.mint(identity.name, verdict.access)).token;
  const body = await manifestBody(target, request);
  const deposit = depositOf({ world, target, method, headers: request.headers, query, body });
  using room = deposit === undefined ? undefined : world.quotas.reserve(deposit);
  await forward({
    request,
    response,
    upstream: world.upstream,
    path: `${target.path}${query}`,
    bearer,
    body,
    onAnswer(incoming) {
      if (incoming.statusCode === 201) room?.fill();
      note(world, target, method, incoming);
    },
  });
}

/** Sends a JSON answer with the header that clients know a registry by. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "docker-distribution-api-version": "registry/2.0",
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf("?");
  return mark < 0 ? { path: url, query: "" } : { path: url.slice(0, mark), query: url.slice(mark) };
}

function mountSource(target: V2Target, query: string): string | undefined {
  if (target.kind !== "repository" || target.part !== "uploads") return undefined;
  const from = new URLSearchParams(query).get("from");
  if (from === null || from === "") return undefined;
  projectOf(from);
  return from;
}

/** Harbor deletes artifacts, not tags, on this path. */
function refuseDeleteByTag(target: V2Target, method: string): void {
  if (method !== "DELETE" || target.kind !== "repository" || target.reference === undefined) return;
  if (isDigest(target.reference)) return;
  throw new ApiError(
    400,
    "UNSUPPORTED",
    `unsupported digest ${target.reference}: invalid checksum digest format`,
  );
}

function note(world: World, target: V2Target, method: string, answer: IncomingMessage): void {
  noteUpload(world, target, method, answer);
  if (target.kind !== "repository" || target.reference === undefined) return;
  const { ledger, quotas } = world;
  const { statusCode, headers } = answer;
  const digest = headers["docker-content-digest"];
  if (method === "PUT" && statusCode === 201 && typeof digest === "string")
    ledger.pushed(target.repository, digest);
  if (method === "GET" && statusCode === 200 && typeof digest === "string")
    ledger.pulled(target.repository, digest);
  if (method === "DELETE" && statusCode === 202) {
    ledger.deleted(target.repository, target.reference);
    quotas.release(target.repository, target.reference);
  }
}
