/** What a token allows on one thing: the `access` entries of a registry token. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** The scopes of a token request: several `scope` parameters, each with one or more separated by spaces. */
export function scopesOf(parameters: readonly string[]): readonly Access[] {
  return parameters
    .flatMap((parameter) => parameter.split(" "))
    .filter((scope) => scope !== "")
    .map(parseScope);
}

/** Reads `type:name[:port]:actions`; the name may itself contain a colon. */
function parseScope(scope: string): Access {
  const [type = "", ...rest] = scope.split(":");
  if (rest.length < 2) return { type, name: rest[0] ?? "", actions: [] };
  const actions = rest.at(-1) ?? "";
  return { type, name: rest.slice(0, -1).join(":"), actions: actions === "" ? [] : actions.split(",") };
}
