import { badRequest } from "./api-error.ts";
import { type JsonObject, numberField, objectsField, textField } from "./json-fields.ts";

/** What a robot may do in a project (`namespace`; `*` is every one) or in the system (`/`). */
export interface RobotPermission {
  readonly kind: string;
  readonly namespace: string;
  readonly access: readonly { readonly resource: string; readonly action: string }[];
}

/** A wish for a robot account that is well formed. */
export interface RobotRequest {
  readonly name: string;
  readonly description: string;
  readonly level: "system" | "project";
  /** Days; -1 is for ever, 0 the default. */
  readonly duration: number;
  readonly permissions: readonly RobotPermission[];
}

const nameRule = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const maxInt32 = 2 ** 31 - 1;

/** Reads the body of `POST /robots`. @throws ApiError 400 with Harbor's texts. */
export function readRobotRequest(body: JsonObject): RobotRequest {
  const name = textField(body, "name") ?? "";
  if (!nameRule.test(name))
    throw badRequest("robot name is not in lower case or contains illegal characters");
  const duration = numberField(body, "duration") ?? 0;
  if (!Number.isInteger(duration) || duration < -1 || duration >= maxInt32) {
    throw badRequest(`bad request error duration input: ${duration}`);
  }
  const level = textField(body, "level") ?? "";
  if (level !== "system" && level !== "project") throw badRequest(`bad request error level input: ${level}`);
  const permissions = objectsField(body, "permissions").map(readPermission);
  if (permissions.length === 0) throw badRequest("bad request empty permission");
  if (permissions.some(({ access }) => access.length === 0)) throw badRequest("bad request empty access");
  if (level === "project" && permissions.length > 1) throw badRequest("bad request permission");
  return { name, description: textField(body, "description") ?? "", level, duration, permissions };
}

function readPermission(entry: JsonObject): RobotPermission {
  return {
    kind: textField(entry, "kind") ?? "",
    namespace: textField(entry, "namespace") ?? "",
    access: objectsField(entry, "access").map((access) => ({
      resource: textField(access, "resource") ?? "",
      action: textField(access, "action") ?? "",
    })),
  };
}
