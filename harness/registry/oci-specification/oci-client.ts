import { Agent } from "node:https";
import type { HttpsTarget } from "../https-request.ts";
import { callRegistry, type OciCall, type OciReply } from "../oci-calls.ts";

export type { OciReply } from "../oci-calls.ts";

/** Calls a registry as clients do that log in: over TLS, with a token for what they want. Disposing closes connections. */
export interface OciClient extends Disposable {
  call(method: string, path: string, more?: Partial<Omit<OciCall, "method" | "path">>): Promise<OciReply>;
}

/** @param login an Authorization header for the token service */
export function ociClient(target: HttpsTarget, login: string): OciClient {
  const agent = new Agent({ keepAlive: true });
  /** By method and repository, as clients keep them. */
  const tokens = new Map<string, string>();
  const fetchToken = async (challenge: string) => {
    const [, service = ""] = /service="([^"]*)"/.exec(challenge) ?? [];
    const [, scope = ""] = /scope="([^"]*)"/.exec(challenge) ?? [];
    const query = new URLSearchParams(scope === "" ? { service } : { service, scope });
    const path = `/service/token?${query.toString()}`;
    const { body } = await callRegistry(target, { method: "GET", path, authorization: login, agent });
    return (JSON.parse(body) as { token: string }).token; // the token service's answer
  };
  return {
    async call(method, path, more = {}) {
      const key = `${method} ${/^\/v2\/(.+?)\/(?:manifests|blobs|tags|referrers)\//.exec(path)?.[1] ?? path}`;
      const send = async () => {
        const token = tokens.get(key);
        const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
        return callRegistry(target, { method, path, agent, ...more, ...bearer });
      };
      const reply = await send();
      const challenge = reply.headers["www-authenticate"] ?? "";
      if (reply.status !== 401 || !challenge.startsWith("Bearer ")) return reply;
      tokens.set(key, await fetchToken(challenge));
      return send();
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}
