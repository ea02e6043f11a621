/** What `docker info` says of the daemon. */
export interface DockerDaemon {
  readonly clientVersion: string;
  readonly serverVersion: string;
  readonly storageDriver: string;
  readonly rootDir: string;
  readonly cgroupVersion: string;
  readonly defaultRuntime: string;
  /** The program behind the default runtime. */
  readonly defaultRuntimePath: string;
}

/** Docker as it was found. */
export type DockerState =
  | { readonly kind: "no-client" }
  /** The daemon may be up, but this user may not talk to it. */
  | { readonly kind: "forbidden"; readonly said: string }
  | { readonly kind: "silent"; readonly said: string }
  | ({ readonly kind: "answers" } & DockerDaemon);

/** The arguments of `docker` that dockerStateOf() reads. Clients before 23 do not know the short `json`. */
export const dockerInfoArgs = ["info", "--format", "{{json .}}"] as const;

/** Reads what `docker info --format '{{json .}}'` printed, whatever its exit code: it differs between versions. */
export function dockerStateOf({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): DockerState {
  const info = objectOf(stdout);
  const serverVersion = textIn(info, "ServerVersion");
  if (serverVersion === "") {
    const said = firstLine([...textsIn(info, "ServerErrors"), stderr, stdout]);
    return { kind: /permission denied/i.test(said) ? "forbidden" : "silent", said };
  }
  const defaultRuntime = textIn(info, "DefaultRuntime");
  return {
    kind: "answers",
    clientVersion: textIn(recordIn(info, "ClientInfo"), "Version"),
    serverVersion,
    storageDriver: textIn(info, "Driver"),
    rootDir: textIn(info, "DockerRootDir"),
    cgroupVersion: textIn(info, "CgroupVersion"),
    defaultRuntime,
    defaultRuntimePath: textIn(recordIn(recordIn(info, "Runtimes"), defaultRuntime), "path"),
  };
}

type Json = Readonly<Record<string, unknown>>;

function objectOf(text: string): Json {
  try {
    return recordIn({ value: JSON.parse(text) }, "value");
  } catch {
    // Older clients print their complaint where the JSON belongs; the caller then shows the text itself.
    return {};
  }
}

function recordIn(object: Json, key: string): Json {
  const value = object[key];
  // as: an object from JSON has string keys, and every value is narrowed where it is read.
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function textIn(object: Json, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

function textsIn(object: Json, key: string): readonly string[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function firstLine(texts: readonly string[]): string {
  const line = texts
    .flatMap((text) => text.split("\n"))
    .map((text) => text.trim())
    .find((text) => text !== "");
  return line ?? "docker info said nothing";
}
