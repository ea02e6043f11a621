import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt } from "jose";

/** One request that reached the fake, with what its token allowed. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly host: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly access: unknown;
  readonly subject: string | undefined;
}

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
    seen.push(look(request));
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.once("end", () => answer(state, request, response, body));
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

function look({ method = "", url = "", headers }: IncomingMessage): SeenRequest {
  const token = (headers.authorization ?? "").replace(/^Bearer /, "");
  const claims = token === "" ? {} : decodeJwt(token);
  return { method, url, host: headers.host, headers, access: claims.access, subject: claims.sub };
}

function answer(state: State, request: IncomingMessage, response: ServerResponse, body: string): void {
  const { repositories } = state;
  const url = new URL(request.url ?? "/", "http://fake");
  const send = (status: number, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
  if (url.pathname === "/v2/_catalog") {
    send(200, JSON.stringify({ repositories: [...repositories.keys()].sort() }));
    return;
  }
  const [, name = "", part = "", reference = ""] =
    /^\/v2\/(.+)\/(tags|manifests)\/([^/]+)$/.exec(url.pathname) ?? [];
  const stored = repositories.get(name) ?? new Map<string, { text: string; tags: Set<string> }>();
  if (part === "tags") {
    const tags = [...stored.values()].flatMap(({ tags: some }) => [...some]).sort();
    send(repositories.has(name) ? 200 : 404, JSON.stringify({ name, tags }));
    return;
  }
  if (part !== "manifests") {
    const [status, headers] = answerUpload(state, request.method ?? "", url, body);
    send(status, "{}", headers);
    return;
  }
  if (request.method === "PUT") {
    send(201, "", { "docker-content-digest": store(state, name, [reference], body) });
    return;
  }
  const found = [...stored].find(([digest, { tags }]) => digest === reference || tags.has(reference));
  if (found === undefined) send(404, "{}");
  else if (request.method === "DELETE") send(stored.delete(found[0]) ? 202 : 404, "");
  else
    send(200, found[1].text, {
      "content-type": "application/vnd.oci.image.manifest.v1+json",
      "docker-content-digest": found[0],
    });
}

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
