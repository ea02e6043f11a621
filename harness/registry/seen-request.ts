import type { IncomingMessage } from "node:http";
import { decodeJwt } from "jose";
import { isJsonObject, textsField } from "./api/json-fields.ts";
import { actionOf } from "./api/v2-path.ts";

/** One request that reached the fake Distribution, with what its token allowed. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly host: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly access: unknown;
  readonly subject: string | undefined;
  /** Whether its token names what it asks for; the fake refuses it otherwise, as Distribution does. */
  readonly allowed: boolean;
}

export function look({ method = "", url = "", headers }: IncomingMessage): SeenRequest {
  const token = (headers.authorization ?? "").replace(/^Bearer /, "");
  const claims = token === "" ? {} : decodeJwt(token);
  const { access, sub: subject } = claims;
  return {
    method,
    url,
    host: headers.host,
    headers,
    access,
    subject,
    allowed: isAllowed(method, url, access),
  };
}

function isAllowed(method: string, url: string, access: unknown): boolean {
  const { pathname } = new URL(url, "http://fake");
  if (pathname === "/v2/") return true;
  const repository = /^\/v2\/(.+)\/(?:tags\/list|manifests\/[^/]+|blobs\/.*)$/.exec(pathname)?.[1];
  const name = repository ?? "catalog";
  const action = repository === undefined ? "*" : actionOf(method);
  const entries: readonly unknown[] = Array.isArray(access) ? access : [];
  return entries.some(
    (entry) =>
      isJsonObject(entry) && entry.name === name && textsField(entry, "actions").includes(action ?? ""),
  );
}
