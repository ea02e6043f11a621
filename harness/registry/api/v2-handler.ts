import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, errorBody } from "./api-error.ts";
import type { Identity } from "./identity.ts";
import { forward } from "./proxy.ts";
import { sendJson } from "./send-json.ts";
import { depositOf, manifestBody, noteUpload } from "./v2-deposit.ts";
import { gate } from "./v2-gate.ts";
import { isDigest, methodsOf, projectOf, readV2Path, type V2Target } from "./v2-path.ts";
import { answerReferrers, asksForReferrers, subjectHeader } from "./v2-referrers.ts";
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
  const methods = methodsOf(target);
  if (!methods.includes(method)) {
    const message = `the method ${method} is not supported here`;
    sendJson(response, 405, errorBody("UNSUPPORTED", message), { allow: methods.join(", ") });
    return;
  }
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
  if (asksForReferrers(target, method)) {
    await answerReferrers({ world, target, query, identity, response });
    return;
  }
  refuseDeleteByTag(target, method);
  refuseOddRange(target, request.headers["content-range"]);
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
      return incoming.statusCode === 201 ? subjectHeader(body) : {};
    },
  });
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

/** Distribution answers 500 to a chunk's range that it cannot read. */
function refuseOddRange(target: V2Target, range: string | undefined): void {
  if (range === undefined || target.kind !== "repository" || target.part !== "uploads") return;
  if (!/^\d{1,15}-\d{1,15}$/.test(range))
    throw new ApiError(400, "BLOB_UPLOAD_INVALID", `invalid content range: ${range}`);
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
