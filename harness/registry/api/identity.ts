import { matches, type PasswordDigest } from "./password.ts";
import type { Robot, Robots } from "./robots.ts";
import type { Access } from "./scope.ts";
import type { TokenService } from "./token-service.ts";

/** Who a request comes from. */
export type Identity =
  | { readonly kind: "anonymous"; readonly name: "" }
  | { readonly kind: "admin"; readonly name: "admin" }
  | { readonly kind: "robot"; readonly name: string; readonly robot: Robot }
  | {
      readonly kind: "token";
      readonly name: string;
      readonly access: readonly Access[];
      readonly token: string;
    };

export const anonymous: Identity = { kind: "anonymous", name: "" };

export interface Authenticator {
  readonly adminPassword: PasswordDigest;
  readonly robots: Robots;
  readonly tokens: TokenService;
}

/**
 * Who an Authorization header stands for. Credentials that do not hold make an anonymous request,
 * as in Harbor: what anybody may do still works, and what needs a login is refused where it is checked.
 */
export async function identify(header: string | undefined, by: Authenticator): Promise<Identity> {
  const [scheme = "", credential = ""] = (header ?? "").split(" ", 2);
  switch (scheme.toLowerCase()) {
    case "basic":
      return identifyBasic(credential, by);
    case "bearer":
      return identifyBearer(credential, by);
    default:
      return anonymous;
  }
}

export function isAuthenticated(identity: Identity): boolean {
  return identity.name !== "";
}

function identifyBasic(credential: string, { adminPassword, robots }: Authenticator): Identity {
  const text = Buffer.from(credential, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return anonymous;
  const name = text.slice(0, colon);
  const password = text.slice(colon + 1);
  if (name === "admin") return matches(adminPassword, password) ? { kind: "admin", name } : anonymous;
  const robot = robots.login(name, password);
  return robot === undefined ? anonymous : { kind: "robot", name, robot };
}

async function identifyBearer(token: string, { tokens }: Authenticator): Promise<Identity> {
  const verified = await tokens.verify(token);
  if (verified === undefined) return anonymous;
  return { kind: "token", name: verified.subject, access: verified.access, token };
}
