import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorBody } from "./api/api-error.ts";
import { look, type SeenRequest } from "./seen-request.ts";

/** Stands in for CNCF Distribution in unit tests: holds manifests, takes uploads, and remembers what it was asked. */
export interface FakeDistribution extends AsyncDisposable {
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  /** Stores a manifest and gives its digest. */
  put(repository: string, tags: readonly string[], manifest: object): string;
}

type Stored = Map<string, { readonly text: string; readonly tags: Set<string> }>;

interface State {
  readonly repositories: Map<string, Stored>;
  /** Bytes by upload. */
  readonly uploads: Map<string, number>;
}

export async function startFakeDistribution(): Promise<FakeDistribution> {
  const seen: SeenRequest[] = [];
  const state: State = { repositories: new Map(), uploads: new Map() };
  const server = createServer((request, response) => {
    const asked = look(request);
    seen.push(asked);
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.once("end", () => {
      if (asked.allowed) answer(state, request, response, body);
      else send(response, 401, errorBody("UNAUTHORIZED", "authentication required"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port, // a server that listens on TCP has one
    seen,
    put: (repository, tags, manifest) => store(state, repository, tags, JSON.stringify(manifest)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function store({ repositories }: State, repository: string, tags: readonly string[], text: string): string {
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const stored = repositories.get(repository) ?? new Map<string, { text: string; tags: Set<string> }>();
  repositories.set(repository, stored.set(digest, { text, tags: new Set(tags) }));
  return digest;
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

function answer(state: State, request: IncomingMessage, response: ServerResponse, body: string): void {
  const { repositories } = state;
  const url = new URL(request.url ?? "/", "http://fake");
  if (url.pathname === "/v2/_catalog") {
    send(response, 200, JSON.stringify({ repositories: [...repositories.keys()].sort() }));
    return;
  }
  if (request.headers.range !== undefined) {
    // Go's file server speaks for itself.
    response.writeHead(416, { "content-type": "text/plain; charset=utf-8", "content-range": "bytes */2" });
    response.end("invalid range: failed to overlap\n");
    return;
  }
  const [, name = "", part = "", reference = ""] =
    /^\/v2\/(.+)\/(tags|manifests)\/([^/]+)$/.exec(url.pathname) ?? [];
  const stored = repositories.get(name) ?? new Map<string, { text: string; tags: Set<string> }>();
  if (part === "tags") {
    const tags = [...stored.values()].flatMap(({ tags: some }) => [...some]).sort();
    if (repositories.has(name)) send(response, 200, JSON.stringify({ name, tags }));
    else send(response, 404, errorBody("NAME_UNKNOWN", "repository name not known to registry"));
    return;
  }
  if (part !== "manifests") {
    const [status, headers] = answerUpload(state, request.method ?? "", url, body);
    send(response, status, "{}", headers);
    return;
  }
  const errors = troubles[reference];
  if (errors !== undefined) {
    send(response, 500, JSON.stringify({ errors }));
    return;
  }
  if (request.method === "PUT") {
    send(response, 201, "", { "docker-content-digest": store(state, name, [reference], body) });
    return;
  }
  const found = [...stored].find(([digest, { tags }]) => digest === reference || tags.has(reference));
  if (found === undefined) send(response, 404, errorBody("MANIFEST_UNKNOWN", "manifest unknown"));
  else if (request.method === "DELETE") send(response, stored.delete(found[0]) ? 202 : 404, "");
  else
    send(response, 200, found[1].text, {
      "content-type": "application/vnd.oci.image.manifest.v1+json",
      "docker-content-digest": found[0],
    });
}

/** What Distribution says of itself, by the tag that makes the fake say it. */
const troubles: Readonly<Record<string, readonly object[]>> = {
  "disk-full": [
    { code: "UNKNOWN", message: "unknown error", detail: "filesystem: open /var/lib/registry/docker" },
  ],
  "foreign-layer": [
    { code: "UNKNOWN", message: "unknown error", detail: "invalid URL on layer" },
    { code: "MANIFEST_INVALID", message: "manifest invalid", detail: {} },
  ],
};

/** An upload's life; every mount succeeds. */
function answerUpload(
  { uploads }: State,
  method: string,
  { pathname, searchParams }: URL,
  body: string,
): [number, Record<string, string>] {
  switch (method) {
    case "POST":
      return [searchParams.has("mount") ? 201 : 202, { location: `${pathname}${uploads.size + 1}` }];
    case "PATCH": {
      const length = (uploads.get(pathname) ?? 0) + body.length;
      uploads.set(pathname, length);
      return [202, { location: pathname, range: `0-${Math.max(length - 1, 0)}` }];
    }
    case "PUT":
      return [201, { "docker-content-digest": searchParams.get("digest") ?? "" }];
    default:
      return [200, {}];
  }
}
