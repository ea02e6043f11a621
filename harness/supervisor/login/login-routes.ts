import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { accepts, type Accounts, basicCredentials } from "./accounts.ts";
import type { GuestCluster, IssueToken } from "./session.ts";

export interface LoginInput {
  /** Asked at each login, so that a password that is changed counts at once. */
  readonly accounts: () => Promise<Accounts>;
  readonly issueToken: IssueToken;
}

/**
 * `POST /wcp/login`, as kubectl's vSphere plugin and the script of seed 003 call it, and `GET /`, by which that script
 * sees that the Supervisor is there.
 */
export function loginRoutes(input: LoginInput): readonly Route[] {
  return [
    { method: "POST", path: "/wcp/login", limit: 16 * 1024, answer: (exchange) => login(input, exchange) },
    { method: "GET", path: "/", limit: 0, answer: () => ({ status: 200, body: { message: "Supervisor" } }) },
  ];
}

async function login({ accounts, issueToken }: LoginInput, exchange: Exchange): Promise<Reply> {
  const credentials = basicCredentials(exchange.authorization);
  if (credentials === undefined) return unauthorized("no user name and password by Basic authentication");
  if (!accepts(await accounts(), credentials)) return unauthorized("the user name or the password is wrong");
  const asked = readRequest(exchange.body);
  if ("message" in asked) return { status: 400, body: { message: `Login failed: ${asked.message}` } };
  const session = await issueToken({ user: credentials.user, ...asked }, exchange.signal);
  if (!("token" in session)) {
    return { status: session.status, body: { message: `Login failed: ${session.message}` } };
  }
  const { token, guestCluster } = session;
  return {
    status: 200,
    body: {
      session_id: token.reveal(),
      ...(guestCluster && {
        guest_cluster_server: guestCluster.server,
        guest_cluster_ca: Buffer.from(guestCluster.caPem, "utf8").toString("base64"),
      }),
    },
  };
}

function unauthorized(why: string): Reply {
  const headers = { "www-authenticate": 'Basic realm="Supervisor"' };
  return { status: 401, body: { message: `Login failed: ${why}` }, headers };
}

interface Asked {
  readonly guestCluster?: GuestCluster;
}

/** A body is not needed; `{}` is as good as none. */
function readRequest(body: string): Asked | { readonly message: string } {
  if (body.trim() === "") return {};
  const asked = parse(body);
  if (asked === undefined) return { message: "the body is no object of JSON" };
  const { guest_cluster_name: name = "", guest_cluster_namespace: namespace = "" } = asked;
  if (!isName(name)) return { message: "guest_cluster_name is no name of a cluster" };
  if (!isName(namespace)) return { message: "guest_cluster_namespace is no name of a namespace" };
  if (name === "")
    return namespace === ""
      ? {}
      : { message: "guest_cluster_namespace is there and guest_cluster_name is not" };
  return { guestCluster: { name, ...(namespace === "" ? {} : { namespace }) } };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && (value === "" || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value));
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined; // as: an object of JSON
  } catch {
    return undefined;
  }
}
