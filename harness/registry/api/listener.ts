import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ApiError, errorBody } from "./api-error.ts";
import { harborApp } from "./app.ts";
import { answerByFetch } from "./fetch-bridge.ts";
import { identify, type Identity } from "./identity.ts";
import { Pace } from "./pace.ts";
import { refuseWhenReadOnly } from "./read-only.ts";
import { sendJson } from "./send-json.ts";
import { answerV2 } from "./v2-handler.ts";
import type { World } from "./world.ts";

/** One line of evidence about one request. Query strings stay out, they may carry upload state; no credential is in it. */
export interface AccessLogEntry {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `-` is nobody. */
  readonly user: string;
  /** On the token endpoint: what was asked for. */
  readonly scopes?: readonly string[];
}

/** Answers every request of the one port. */
export function harborListener(world: World, log: (line: object) => void): RequestListener {
  const report = (error: unknown) =>
    log({ level: "error", message: error instanceof Error ? error.stack : String(error) });
  const app = harborApp(world, report);
  const pace = new Pace(world.patience);
  return (request, response) => {
    pace.watch(request, response);
    let identity: Identity | undefined;
    response.once("close", () => log(entryOf(world, request, response, identity)));
    const answer = async () => {
      identity = await identify(request.headers.authorization, world);
      const caller = identity;
      refuseWhenReadOnly(world, request);
      if (isV2(request.url ?? "/")) await answerV2(world, request, response, caller);
      else
        await answerByFetch(request, response, (asked, readText) =>
          app.fetch(asked, { identity: caller, readText }),
        );
    };
    answer().catch((error: unknown) => fail(response, error, report));
  };
}

function isV2(url: string): boolean {
  return /^\/+v2(?:[/?]|$)/.test(url);
}

function fail(response: ServerResponse, error: unknown, report: (error: unknown) => void): void {
  // A client that went away in the middle of a transfer is its own affair.
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof ApiError) {
    sendJson(response, error.status, errorBody(error.code, error.message));
    return;
  }
  report(error);
  sendJson(response, 502, errorBody("UNKNOWN", "the registry behind this API did not answer"));
}

function entryOf(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  identity: Identity | undefined,
): AccessLogEntry {
  const url = request.url ?? "/";
  const [path = "", query = ""] = url.split("?", 2);
  const scopes = path === "/service/token" ? new URLSearchParams(query).getAll("scope") : [];
  return {
    time: world.now().toISOString(),
    method: request.method ?? "-",
    path,
    status: response.statusCode,
    user: identity?.name === undefined || identity.name === "" ? "-" : identity.name,
    ...(scopes.length === 0 ? {} : { scopes }),
  };
}
