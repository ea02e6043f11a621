import { type Agent, type IncomingMessage, request as httpRequest } from "node:http";
import { type JsonObject, isJsonObject, textsField } from "./json-fields.ts";
import type { Access } from "./scope.ts";
import type { TokenService } from "./token-service.ts";

/** Where Distribution listens: on loopback, behind us. */
export interface Upstream {
  readonly port: number;
  readonly agent: Agent;
}

/** A manifest as Distribution holds it. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  /** Bytes of the manifest itself. */
  readonly length: number;
  readonly content: JsonObject;
}

const manifestTypes = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");

/** Asks Distribution on the registry's own behalf. */
export class DistributionClient {
  readonly #upstream: Upstream;
  readonly #tokens: TokenService;

  constructor(upstream: Upstream, tokens: TokenService) {
    this.#upstream = upstream;
    this.#tokens = tokens;
  }

  /** Whether it answers. */
  async isAlive(): Promise<boolean> {
    try {
      return (await this.#send("GET", "/v2/", [])).status === 200;
    } catch {
      // An unreachable Distribution is the answer, not a failure of the question.
      return false;
    }
  }

  /** Every repository that ever had a manifest. */
  async catalog(): Promise<readonly string[]> {
    const found: string[] = [];
    for (;;) {
      const last = found.at(-1);
      const path = `/v2/_catalog?n=500${last === undefined ? "" : `&last=${encodeURIComponent(last)}`}`;
      const answer = await this.#send("GET", path, [{ type: "registry", name: "catalog", actions: ["*"] }]);
      const page = textsField(json(answer, path), "repositories");
      found.push(...page);
      if (page.length < 500) return found;
    }
  }

  /** The tags of a repository; none when it is not there. */
  async tags(repository: string): Promise<readonly string[]> {
    const path = `/v2/${repository}/tags/list`;
    const answer = await this.#send("GET", path, [pull(repository)]);
    return answer.status === 404 ? [] : textsField(json(answer, path), "tags");
  }

  /** Undefined when there is none by that tag or digest. */
  async manifest(repository: string, reference: string): Promise<StoredManifest | undefined> {
    const path = `/v2/${repository}/manifests/${reference}`;
    const answer = await this.#send("GET", path, [pull(repository)], { accept: manifestTypes });
    if (answer.status === 404) return undefined;
    return {
      digest: String(answer.headers["docker-content-digest"]),
      mediaType: String(answer.headers["content-type"]),
      length: answer.body.length,
      content: json(answer, path),
    };
  }

  async deleteManifest(repository: string, digest: string): Promise<void> {
    const path = `/v2/${repository}/manifests/${digest}`;
    const access = { type: "repository", name: repository, actions: ["delete"] };
    const { status } = await this.#send("DELETE", path, [access]);
    if (status !== 202 && status !== 404)
      throw new Error(`Deleting ${repository}@${digest}: Distribution answered ${status}`);
  }

  async #send(
    method: string,
    path: string,
    access: readonly Access[],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { token } = await this.#tokens.mint("admin", access);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const options = {
      host: "127.0.0.1",
      ...this.#upstream,
      method,
      path,
      headers: { ...headers, authorization: `Bearer ${token}` },
    };
    httpRequest(options, resolve).on("error", reject).end();
    const incoming = await promise;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer); // without an encoding, every chunk is a Buffer
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function pull(repository: string): Access {
  return { type: "repository", name: repository, actions: ["pull"] };
}

function json({ status, body }: Answer, path: string): JsonObject {
  if (status !== 200) throw new Error(`Reading ${path}: Distribution answered ${status}`);
  const value: unknown = JSON.parse(body.toString("utf8"));
  if (!isJsonObject(value))
    throw new Error(`Reading ${path}: Distribution answered with something that is no object`);
  return value;
}
