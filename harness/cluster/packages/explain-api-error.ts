import { HarnessError, messageOf } from "../../core/errors.ts";
import { apiStatus } from "../kube/kube.ts";
import { kinds, type ObjectKind } from "./object-kinds.ts";

/** What the API server says when it does not do what it is asked. */
interface Refusal {
  readonly reason?: string;
  readonly message?: string;
}

/** Whether the object that was asked for is not there; a cluster without its API is something else. */
export function isMissing(error: unknown): boolean {
  return apiStatus(error) === 404 && refusalOf(error)?.reason === "NotFound";
}

/** Whether an object of that name is there already. */
export function isTaken(error: unknown): boolean {
  return apiStatus(error) === 409 && refusalOf(error)?.reason === "AlreadyExists";
}

/** What went wrong between us and the API server: `bad-input`, `unreachable` or `tool-failed`, in its own words. */
export function explainApiError(doing: string, kind: ObjectKind, error: unknown): HarnessError {
  const status = apiStatus(error);
  const refusal = refusalOf(error);
  if (isUnknownKind(error, status, refusal)) return noSuchApi(doing, kind, error);
  if (status === undefined) {
    const isNetwork = error instanceof Error && error.cause !== undefined;
    return new HarnessError({
      code: isNetwork ? "unreachable" : "tool-failed",
      message: `${doing}: ${isNetwork ? "the API server does not answer: " : ""}${withCause(error)}`,
      cause: error,
    });
  }
  const words = refusal?.message ?? `HTTP status ${status}`;
  if (status === 503 && kind.apiVersion === kinds.package.apiVersion) {
    return new HarnessError({
      code: "tool-failed",
      message: `${doing}: kapp-controller does not serve its packages: ${words}`,
      hint: `kubectl describe apiservice ${apiService(kind)}`,
      cause: error,
    });
  }
  return new HarnessError({
    code: status === 400 || status === 422 ? "bad-input" : "tool-failed",
    message: `${doing}: the API server refuses it: ${words}`,
    ...(status === 403 ? { hint: `kubectl auth can-i --list` } : {}),
    cause: error,
  });
}

function noSuchApi(doing: string, kind: ObjectKind, cause: unknown): HarnessError {
  return new HarnessError({
    code: "tool-failed",
    message: `${doing}: the cluster has no ${kind.kind} of ${kind.apiVersion}; is kapp-controller in it?`,
    hint: "kubectl get deployments --all-namespaces",
    cause,
  });
}

/** A group that is not there is a page that is not found; a kind that is not in its group, the client finds out. */
function isUnknownKind(error: unknown, status: number | undefined, refusal: Refusal | undefined): boolean {
  if (status === 404) return refusal?.reason !== "NotFound";
  return error instanceof Error && error.message.startsWith("Unrecognized API version and kind");
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("body" in error)) return undefined;
  const { body } = error;
  if (typeof body !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What an aggregated API is registered as: `v1alpha1.data.packaging.carvel.dev`. */
function apiService({ apiVersion }: ObjectKind): string {
  return apiVersion.split("/").toReversed().join(".");
}

/** The reason is in the cause: fetch itself says "fetch failed" and no more; the client says what it wanted first. */
function withCause(error: unknown): string {
  const message = messageOf(error).replace(/^Failed to fetch resource metadata for \S+: /, "");
  return error instanceof Error && error.cause !== undefined
    ? `${message}: ${messageOf(error.cause)}`
    : message;
}
