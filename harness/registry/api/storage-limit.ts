import { badRequest } from "./api-error.ts";
import { isJsonObject, type JsonObject } from "./json-fields.ts";
import { unlimited } from "./quotas.ts";

const invalid = "invalid value for resource storage";

/** The `storage_limit` of a new project, in bytes; without one, or with 0, there is none. @throws ApiError 400 */
export function readStorageLimit({ storage_limit: value }: JsonObject): number {
  if (value === undefined || value === null || value === 0) return unlimited;
  if (!isWholeNumber(value))
    throw badRequest(`storage_limit in body must be of type int64: ${JSON.stringify(value)}`);
  if (!isLimit(value)) throw badRequest(`bad request: ${invalid}`);
  return value;
}

/** The new limit in `{"hard": {"storage": <bytes>}}`. @throws ApiError 400 with the texts of Harbor's project quotas */
export function readHardLimit({ hard }: JsonObject): number {
  if (!isJsonObject(hard) || Object.keys(hard).length === 0) throw badRequest("hard required in body");
  const other = Object.keys(hard).find((resource) => resource !== "storage");
  if (other !== undefined) throw badRequest(`resource ${other} not support`);
  const value = hard.storage;
  if (!isWholeNumber(value))
    throw badRequest(`hard.storage in body must be of type int64: ${JSON.stringify(value)}`);
  if (!isLimit(value)) throw badRequest(invalid);
  return value;
}

function isWholeNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function isLimit(value: number): boolean {
  return value > 0 || value === unlimited;
}
