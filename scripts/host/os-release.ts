/** Which Linux this is. */
export interface Distribution {
  readonly id: string;
  /** The distributions that it says it is made like. */
  readonly like: readonly string[];
  /** For people. */
  readonly name: string;
}

/** Reads /etc/os-release: https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export function readOsRelease(text: string | undefined): Distribution {
  const fields = new Map<string, string>();
  for (const line of (text ?? "").split("\n")) {
    const [, key, value] = /^\s*([A-Z0-9_]+)=(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  const id = fields.get("ID") ?? "";
  return {
    id,
    like: (fields.get("ID_LIKE") ?? "").split(/\s+/).filter(Boolean),
    name: fields.get("PRETTY_NAME") ?? (id === "" ? "an unknown system" : id),
  };
}

/** Whether `family` is this distribution or one that it is made like. */
export function isLike({ id, like }: Distribution, family: string): boolean {
  return id === family || like.includes(family);
}
