import { messageOf } from "../../core/errors.ts";
import { deadline } from "../../core/deadline.ts";
import { type HttpsReply, type HttpsTarget, sendHttps } from "../../registry/https-request.ts";
import { inspectionBudgets } from "../budgets.ts";
import type { ImageReference } from "./image-reference.ts";

/** What the registry answers to somebody without a login. */
export type AnonymousAnswer = "granted" | "refused" | { readonly unknown: string };

const accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Asks for an image's manifest as a client does that has no login: first plainly, then with the token that anybody gets. */
export async function askAnonymously(
  target: HttpsTarget,
  { repository, reference }: ImageReference,
  signal: AbortSignal | undefined,
): Promise<AnonymousAnswer> {
  const path = `/v2/${repository}/manifests/${reference}`;
  const send = (to: string, authorization?: string) =>
    sendHttps(target, {
      method: "GET",
      path: to,
      headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
      signal: deadline(inspectionBudgets.registryAnswer, signal),
    });
  try {
    const first = await send(path);
    if (first.status !== 401) return answerOf(first);
    const token = await anonymousToken(first, target, send);
    return token === undefined ? "refused" : answerOf(await send(path, `Bearer ${token}`));
  } catch (error) {
    signal?.throwIfAborted();
    return { unknown: messageOf(error) };
  }
}

/** A token of the registry's own service; a service elsewhere is left alone. */
async function anonymousToken(
  { headers }: HttpsReply,
  { host }: HttpsTarget,
  send: (path: string) => Promise<HttpsReply>,
): Promise<string | undefined> {
  const challenge = headers["www-authenticate"] ?? "";
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? "";
  const realm = URL.canParse(field("realm")) ? new URL(field("realm")) : undefined;
  if (realm === undefined) return undefined;
  if (realm.hostname.replace(/^\[(.*)\]$/, "$1") !== host) {
    throw new Error(`its tokens come from ${realm.hostname}, which was not asked`);
  }
  realm.searchParams.set("service", field("service"));
  realm.searchParams.set("scope", field("scope"));
  const { status, body } = await send(`${realm.pathname}${realm.search}`);
  if (status !== 200) return undefined;
  return /"(?:token|access_token)"\s*:\s*"([^"]+)"/.exec(body)?.[1];
}

function answerOf({ status }: HttpsReply): AnonymousAnswer {
  if (status === 200) return "granted";
  // Without the right to pull, a registry may well say that there is nothing.
  return status === 401 || status === 403 || status === 404
    ? "refused"
    : { unknown: `the registry answers ${status}` };
}
