import type { IncomingMessage } from "node:http";
import { errorBody } from "./api-error.ts";
import { isJsonObject, type JsonObject, objectsField } from "./json-fields.ts";

/** An error to answer with in place of Distribution's. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes of an error that are read. */
const limit = 64 * 1024;

/**
 * What to answer instead of an error that is not fit for clients: one in plain text, with which Go's HTTP library
 * refuses a range or a method; and 500, by which Distribution also means manifests that it cannot make sense of, with
 * paths of its files. Undefined for everything else, whose body is then still to be read.
 */
export async function refusalInPlaceOf(incoming: IncomingMessage): Promise<Refusal | undefined> {
  const { statusCode: status = 502, headers } = incoming;
  const isPlain = (headers["content-type"] ?? "").startsWith("text/plain");
  if (status < 400 || (status < 500 && !isPlain)) return undefined;
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) if (text.length < limit) text += String(chunk);
  if (status < 500) return refusal(status, errorBody("UNSUPPORTED", text.trim().slice(0, 200)));
  const errors = objectsField(parse(text), "errors").filter(({ code }) => code !== "UNKNOWN");
  return errors.length === 0
    ? refusal(status, errorBody("UNKNOWN", "internal server error"))
    : refusal(400, JSON.stringify({ errors }));
}

function refusal(status: number, body: string): Refusal {
  return {
    status,
    body,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-length": String(Buffer.byteLength(body)),
      "docker-distribution-api-version": "registry/2.0",
    },
  };
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    // Whatever it is, clients do not get it.
    return {};
  }
}
