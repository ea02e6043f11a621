import { isDeepStrictEqual } from "node:util";
import type { OciReply } from "./oci-client.ts";
import { NotMet } from "./requirement.ts";

/** @throws NotMet unless the status is one of these */
export function status(reply: OciReply, ...wanted: readonly number[]): OciReply {
  if (wanted.includes(reply.status)) return reply;
  const said = reply.body === "" ? "" : `: ${reply.body.slice(0, 200).trim()}`;
  throw new NotMet(`status ${reply.status}, not ${wanted.join(" or ")}${said}`);
}

/** The header, if it is there and fits. @throws NotMet */
export function header(reply: OciReply, name: string, wanted: string | RegExp): string {
  const value = reply.headers[name];
  const text = Array.isArray(value) ? value.join(", ") : value;
  const fits = typeof wanted === "string" ? text === wanted : wanted.test(text ?? "");
  if (text !== undefined && fits) return text;
  throw new NotMet(
    `header ${name} is ${text === undefined ? "not there" : `"${text}"`}, not ${String(wanted)}`,
  );
}

/** @throws NotMet when the header is there */
export function noHeader(reply: OciReply, name: string): void {
  const value = reply.headers[name];
  if (value !== undefined) throw new NotMet(`header ${name} is "${String(value)}", not absent`);
}

/** @throws NotMet */
export function same(what: string, actual: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(actual, wanted)) return;
  throw new NotMet(`${what} is ${shown(actual)}, not ${shown(wanted)}`);
}

/** The status and the error code of the specification. @throws NotMet */
export function refused(reply: OciReply, wanted: number, code: string): void {
  status(reply, wanted);
  same("error code", codesOf(reply)[0], code);
}

/** The codes of an error in the specification's format. @throws NotMet when it has another */
export function codesOf({ body }: OciReply): readonly string[] {
  const { errors } = json(body) as { errors?: unknown }; // whatever it is, it is looked at
  const codes = Array.isArray(errors)
    ? errors.map((error: unknown) => (error as { code?: unknown } | null)?.code)
    : [];
  const isWell =
    codes.length > 0 && codes.every((code) => typeof code === "string" && /^[A-Z_]+$/.test(code));
  if (!isWell) throw new NotMet(`no errors with a code: ${body.slice(0, 200)}`);
  return codes.map(String);
}

/** @throws NotMet when it is none */
export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotMet(`no JSON: ${text.slice(0, 200).trim()}`);
  }
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
