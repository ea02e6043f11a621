import { isJsonObject } from "../api/json-fields.ts";
import type { RawReply } from "../raw-exchange.ts";

/** A word that stands in what a private project holds and nowhere else. */
export const treasure = "buried-treasure";

/** What no answer may hold, unless the request held it: traces of programs, files of the container. */
const traces =
  /\bat \S+ \(|node:internal|\.ts:\d+|\/(?:opt|etc|run|usr|root|tmp)\/(?!core\/ca\/ca\.crt)\w|goroutine|panic:|filesystem:|docker\/registry\/v2/;

/** What of an answer would harm somebody, or tell more than is meant; nothing, if all is well. */
export function harmsOf(request: Buffer, { status, headers, body }: RawReply): readonly string[] {
  const harms: string[] = [];
  if (status >= 500 && !isHarborsOwn(status, headers, body))
    harms.push(`status ${status}: ${body.slice(0, 200)}`);
  if (body.includes(treasure)) harms.push("it holds what is private");
  const trace = traces.exec(body)?.[0];
  if (trace !== undefined && !request.includes(trace)) harms.push(`it shows "${trace}"`);
  if (status >= 400 && body !== "") harms.push(...misshapen(headers, body));
  return harms;
}

/** Harbor's token service answers a scope that it cannot read with 500 and a sentence. */
function isHarborsOwn(status: number, headers: RawReply["headers"], body: string): boolean {
  const isText = headers.get("content-type")?.startsWith("text/plain") === true;
  return status === 500 && isText && /^Unable to (?:parse image from string|handle, type): /.test(body);
}

/** Errors have one shape in both APIs; the token service has sentences. */
function misshapen(headers: RawReply["headers"], body: string): readonly string[] {
  const type = headers.get("content-type") ?? "none";
  if (type.startsWith("text/plain") && /^(?:Unable to |Method Not Allowed$)/.test(body)) return [];
  if (!type.startsWith("application/json")) return [`an error of type ${type}: ${body.slice(0, 100)}`];
  const value: unknown = JSON.parse(body);
  const errors: unknown = isJsonObject(value) ? value.errors : undefined;
  const isWell = Array.isArray(errors) && errors.length > 0 && errors.every(isError);
  return isWell ? [] : [`an error in another format: ${body.slice(0, 100)}`];
}

function isError(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  return typeof value.message === "string" && typeof value.code === "string" && /^[A-Z_]+$/.test(value.code);
}
