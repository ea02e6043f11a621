import type { ServerResponse } from "node:http";
import { errorBody } from "./api-error.ts";
import type { StoredManifest } from "./distribution-client.ts";
import type { Identity } from "./identity.ts";
import { isJsonObject, type JsonObject, objectField, textField } from "./json-fields.ts";
import { manifestsOf } from "./repositories.ts";
import { sendJson } from "./send-json.ts";
import { parseManifest } from "./v2-deposit.ts";
import { bearerChallenge } from "./v2-gate.ts";
import { isDigest, type V2Target } from "./v2-path.ts";
import type { World } from "./world.ts";

const indexType = "application/vnd.oci.image.index.v1+json";

type RepositoryTarget = Extract<V2Target, { kind: "repository" }>;

/** Whether a request asks for referrers, which Distribution 3.0 does not know and Harbor does. */
export function asksForReferrers(target: V2Target, method: string): target is RepositoryTarget {
  const isRead = method === "GET" || method === "HEAD";
  return target.kind === "repository" && target.part === "referrers" && isRead;
}

export interface ReferrersInput {
  readonly world: World;
  readonly target: RepositoryTarget;
  /** With its question mark. */
  readonly query: string;
  readonly identity: Identity;
  readonly response: ServerResponse;
}

/** Answers with an index of all manifests of the repository whose `subject` this is, of one artifact type if asked to. */
export async function answerReferrers({
  world,
  target: { repository, reference: subject = "" },
  query,
  identity,
  response,
}: ReferrersInput): Promise<void> {
  if (!names(identity, repository)) {
    const needed = { type: "repository", name: repository, actions: ["pull"] };
    sendJson(response, 401, errorBody("UNAUTHORIZED", "authentication required"), {
      "www-authenticate": `${bearerChallenge(world.externalUrl, [needed])},error="insufficient_scope"`,
    });
    return;
  }
  const type = new URLSearchParams(query).get("artifactType") ?? "";
  const found = (await manifestsOf(world, repository))
    .map(({ manifest }) => manifest)
    .filter(({ content }) => subjectOf(content) === subject)
    .map(describe)
    .filter(({ artifactType }) => type === "" || artifactType === type);
  const body = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: found });
  response.writeHead(200, {
    "content-type": indexType,
    "content-length": Buffer.byteLength(body),
    "docker-distribution-api-version": "registry/2.0",
    ...(type === "" ? {} : { "oci-filters-applied": "artifactType" }),
  });
  response.end(body);
}

/** Tells whoever has pushed a manifest that its subject was seen, so that no list of referrers has to be kept by hand. */
export function subjectHeader(body: Buffer | undefined): Readonly<Record<string, string>> {
  const subject = body === undefined ? undefined : subjectOf(parseManifest(body));
  return subject === undefined || !isDigest(subject) ? {} : { "oci-subject": subject };
}

/** Whether a token is for this very repository; the gate has looked at the project only, the rest is Distribution's. */
function names(identity: Identity, repository: string): boolean {
  if (identity.kind !== "token") return true;
  return identity.access.some(
    ({ type, name, actions }) => type === "repository" && name === repository && actions.includes("pull"),
  );
}

function subjectOf(manifest: JsonObject): string | undefined {
  return textField(objectField(manifest, "subject"), "digest");
}

function describe({ mediaType, length, digest, content }: StoredManifest) {
  const configType = textField(objectField(content, "config"), "mediaType");
  const artifactType = [textField(content, "artifactType"), configType].find((type) => type);
  const { annotations } = content;
  return {
    mediaType,
    size: length,
    digest,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(isJsonObject(annotations) ? { annotations } : {}),
  };
}
