import type { WorkloadCluster } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { systemClock } from "../../core/clock.ts";
import { Secret } from "../../core/secret.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";
import type { GuestSession } from "./log-in.ts";
import { readTokenTimes, signAnew } from "./session-token.ts";

/** Says when the token of a login expires; succeeds when it does, and has not. */
export function checkTokenExpires({ session }: { readonly session: GuestSession }): Promise<Attempt> {
  const { iat, exp } = readTokenTimes(session.token);
  const text = `made ${at(iat)}, expires ${at(exp)}: after ${(exp - iat) / 60} minutes`;
  const succeeded = exp > iat && exp * 1000 > systemClock.now();
  return Promise.resolve({
    command: "jq -R 'split(\".\")[1] | @base64d | fromjson | .exp'",
    succeeded,
    text,
  });
}

export interface OtherTimesInput {
  readonly cluster: WorkloadCluster;
  readonly session: GuestSession;
  /** Minutes from now on; before now where it is negative. The token is made ten minutes before it expires. */
  readonly expiresIn: number;
}

/** The session's token as it would be if it expired at another time, signed with the cluster's own key: that of its secret `-sa`. */
export async function tokenThatExpires({ cluster, session, expiresIn }: OtherTimesInput): Promise<Secret> {
  const { name, namespace, management } = cluster;
  const encoded = await kubectlOk(
    `Fetching the key with which cluster ${name} signs tokens`,
    ["get", "secret", `${name}-sa`, "--namespace", namespace, "-o", String.raw`jsonpath={.data.tls\.key}`],
    management.kubectl,
  );
  const key = new Secret(Buffer.from(encoded, "base64").toString("utf8"));
  const exp = Math.floor(systemClock.now() / 1000) + expiresIn * 60;
  return signAnew(session.token, key, { iat: exp - 10 * 60, exp });
}

function at(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
