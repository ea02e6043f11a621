import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { ApiError } from "./api-error.ts";
import { isJsonObject, type JsonObject, numberField, textField } from "./json-fields.ts";
import type { Deposit } from "./quotas.ts";
import { readBody } from "./read-body.ts";
import { partsOf } from "./repositories.ts";
import { isDigest, type V2Target } from "./v2-path.ts";
import type { World } from "./world.ts";

/** Bytes; what Distribution takes. */
const manifestLimit = 4 * 1024 * 1024;

/** The manifest that a request brings, which says what it needs. Blobs are never read here. @throws ApiError 400 */
export async function manifestBody(target: V2Target, request: IncomingMessage): Promise<Buffer | undefined> {
  if (request.method !== "PUT" || target.kind !== "repository" || target.part !== "manifests")
    return undefined;
  const body = await readBody(request, manifestLimit);
  // Distribution answers 500 to a version that it does not know.
  if (body === undefined || isOfOtherVersion(body))
    throw new ApiError(400, "MANIFEST_INVALID", "manifest invalid");
  return body;
}

function isOfOtherVersion(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return value === null || (isJsonObject(value) && value.schemaVersion !== 2);
  } catch {
    // Of what is no JSON Distribution knows what to say.
    return false;
  }
}

export interface DepositInput {
  readonly world: Pick<World, "quotas" | "uploads">;
  readonly target: V2Target;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** With its question mark. */
  readonly query: string;
  readonly body: Buffer | undefined;
}

/**
 * What a request would store if Distribution answers 201. Like Harbor, this looks at the three requests that
 * complete something: an upload's last PUT, a mount, a manifest's PUT. So what is too large is sent in vain first
 * (https://github.com/goharbor/harbor/issues/17390), unless it comes with that PUT, which says its length.
 */
export function depositOf({
  world,
  target,
  method,
  headers,
  query,
  body,
}: DepositInput): Deposit | undefined {
  if (target.kind !== "repository") return undefined;
  const { repository } = target;
  const search = new URLSearchParams(query);
  switch (`${method} ${target.part}`) {
    case "PUT manifests":
      return manifestDeposit(repository, target.reference ?? "", body ?? Buffer.alloc(0));
    case "PUT uploads": {
      // Harbor takes the length of the PUT alone unless it is 0. Both miss what a PUT carries in chunks.
      const size = (world.uploads.get(target.path) ?? 0) + Number(headers["content-length"] ?? 0);
      return { repository, parts: new Map([[search.get("digest") ?? "", size]]) };
    }
    case "POST uploads": {
      const mount = search.get("mount") ?? "";
      const size = world.quotas.sizeOf(mount);
      return size === undefined ? undefined : { repository, parts: new Map([[mount, size]]) };
    }
    default:
      return undefined;
  }
}

/** Keeps count of what Distribution took of an upload, as its answers say. */
export function noteUpload(
  { uploads }: World,
  target: V2Target,
  method: string,
  answer: IncomingMessage,
): void {
  if (target.kind !== "repository" || target.part !== "uploads") return;
  if (method === "PUT" || method === "DELETE") uploads.delete(target.path);
  if (method !== "PATCH" || answer.statusCode !== 202) return;
  // The last byte's number; for nothing it says the same as for one byte.
  const last = Number(/^0-(\d+)$/.exec(answer.headers.range ?? "")?.[1] ?? 0);
  uploads.set(target.path, last === 0 ? 0 : last + 1);
}

function manifestDeposit(repository: string, reference: string, body: Buffer): Deposit {
  const manifest = isDigest(reference)
    ? reference
    : `sha256:${createHash("sha256").update(body).digest("hex")}`;
  const parts = new Map([[manifest, body.length]]);
  for (const part of partsOf(parseManifest(body))) {
    const digest = textField(part, "digest");
    if (digest !== undefined) parts.set(digest, numberField(part, "size") ?? 0);
  }
  return { repository, manifest, parts };
}

/** What a manifest says; nothing when it is none. */
export function parseManifest(body: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isJsonObject(value) ? value : {};
  } catch {
    // What is no manifest Distribution refuses, in its own words.
    return {};
  }
}
