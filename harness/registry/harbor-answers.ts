import { z } from "zod";

const health = z.object({
  status: z.enum(["healthy", "unhealthy"]),
  components: z.array(z.object({ name: z.string(), status: z.string(), error: z.string().optional() })),
});
const project = z.object({
  project_id: z.number(),
  name: z.string(),
  repo_count: z.number(),
  metadata: z.object({ public: z.enum(["true", "false"]) }),
});
const quota = z.object({
  id: z.number(),
  ref: z.object({ name: z.string() }),
  hard: z.object({ storage: z.number() }),
  used: z.object({ storage: z.number() }),
});
const repository = z.object({ name: z.string(), artifact_count: z.number(), pull_count: z.number() });
const artifact = z.object({
  digest: z.string(),
  size: z.number(),
  manifest_media_type: z.string(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
});
const robot = z.object({ id: z.number(), name: z.string(), secret: z.string() });
const errors = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) });

export type Health = z.infer<typeof health>;

export interface ProjectInfo {
  readonly id: number;
  readonly name: string;
  readonly public: boolean;
  readonly repositories: number;
}

export interface QuotaInfo {
  readonly id: number;
  readonly project: string;
  /** Bytes; -1 is no limit. */
  readonly limit: number;
  /** Bytes. */
  readonly used: number;
}

export interface RepositoryInfo {
  /** With its project. */
  readonly name: string;
  readonly artifacts: number;
  readonly pulls: number;
}

export interface ArtifactInfo {
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly tags: readonly string[];
}

export function readObject(body: string): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
}

export function readHealth(body: string): Health {
  return health.parse(JSON.parse(body));
}

export function readProjects(body: string): readonly ProjectInfo[] {
  return z
    .array(project)
    .parse(JSON.parse(body))
    .map((entry) => ({
      id: entry.project_id,
      name: entry.name,
      public: entry.metadata.public === "true",
      repositories: entry.repo_count,
    }));
}

export function readQuotas(body: string): readonly QuotaInfo[] {
  return z
    .array(quota)
    .parse(JSON.parse(body))
    .map(({ id, ref, hard, used }) => ({ id, project: ref.name, limit: hard.storage, used: used.storage }));
}

export function readRepositories(body: string): readonly RepositoryInfo[] {
  return z
    .array(repository)
    .parse(JSON.parse(body))
    .map((entry) => ({ name: entry.name, artifacts: entry.artifact_count, pulls: entry.pull_count }));
}

export function readArtifacts(body: string): readonly ArtifactInfo[] {
  return z
    .array(artifact)
    .parse(JSON.parse(body))
    .map((entry) => ({
      digest: entry.digest,
      size: entry.size,
      mediaType: entry.manifest_media_type,
      tags: (entry.tags ?? []).map(({ name }) => name),
    }));
}

export function readRobot(body: string): z.infer<typeof robot> {
  return robot.parse(JSON.parse(body));
}

/** What an error answer says: Harbor's message, or the text as it is when it is not Harbor's. */
export function readError(body: string): string {
  try {
    const [first] = errors.parse(JSON.parse(body)).errors;
    return first === undefined ? body : first.message;
  } catch {
    // A proxy in front of a registry answers in its own words.
    return body.trim() === "" ? "(it said nothing)" : body.trim().slice(0, 300);
  }
}
