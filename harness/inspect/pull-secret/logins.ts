/** A login that a Secret holds; its password is never kept. */
export interface Login {
  /** As the Secret writes it: a host, or a URL. */
  readonly server: string;
  readonly username: string;
}

/** The logins in a `.dockerconfigjson`; undefined when it is none. */
export function loginsIn(dockerConfigJson: string): readonly Login[] | undefined {
  let config: unknown;
  try {
    config = JSON.parse(dockerConfigJson);
  } catch {
    return undefined;
  }
  const auths = fieldsOf(fieldsOf(config)?.auths);
  return auths === undefined
    ? undefined
    : Object.entries(auths).map(([server, login]) => ({
        server,
        username: usernameOf(fieldsOf(login) ?? {}),
      }));
}

/** Whether the kubelet uses a login for an image of that registry: schemes and paths aside, `*` stands for a label. */
export function isFor({ server }: Login, host: string): boolean {
  const [name = ""] = server.replace(/^https?:\/\//, "").split("/");
  const pattern = name.split("*").map((part) => RegExp.escape(part));
  return new RegExp(`^${pattern.join("[^.]*")}$`).test(host);
}

function usernameOf({ username, auth }: Readonly<Record<string, unknown>>): string {
  if (typeof username === "string" && username !== "") return username;
  const decoded = typeof auth === "string" ? Buffer.from(auth, "base64").toString("utf8") : "";
  const at = decoded.indexOf(":");
  return at < 0 ? "" : decoded.slice(0, at);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
