import { apiVersions } from "../api/names.ts";
import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";
import { type AnyCluster, convert } from "./convert.ts";
import { describeProblem, type Findings } from "./field-problem.ts";
import { validateCluster } from "./validate-cluster.ts";
import { validateConfiguration } from "./validate-configuration.ts";

/** What the API server asks (admission.k8s.io/v1), as far as it is read. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  /** Null when it is deleted. */
  readonly object?: unknown;
  readonly oldObject?: unknown;
}

export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string };
  readonly warnings?: readonly string[];
}

/** Allows an object, or refuses it with a message that names each field that is wrong. */
export function answerAdmission(request: AdmissionRequest, now: Date): AdmissionResponse {
  const { uid } = request;
  const { problems, warnings } = findings(request, now);
  const shown = warnings.length === 0 ? {} : { warnings: warnings.map(describeProblem) };
  if (problems.length === 0) return { uid, allowed: true, ...shown };
  const message = problems.map(describeProblem).join("\n");
  return { uid, allowed: false, status: { code: 422, reason: "Invalid", message }, ...shown };
}

function findings({ operation, kind, object, oldObject }: AdmissionRequest, now: Date): Findings {
  const nothing = { problems: [], warnings: [] };
  if (operation === "DELETE" || operation === "CONNECT" || isBeingDeleted(object)) return nothing;
  switch (kind.kind) {
    case "TanzuKubernetesCluster":
      return validateCluster(stored(object), operation === "UPDATE" ? stored(oldObject) : undefined, now);
    case "TkgServiceConfiguration":
      return validateConfiguration(object as TkgServiceConfiguration, now); // as: its schema was looked at before
    default:
      return nothing;
  }
}

/** Only its finalizers change any more; refusing that would keep it for ever. */
function isBeingDeleted(object: unknown): boolean {
  const { metadata } = object as Partial<TanzuKubernetesCluster>; // as: every object has it
  return metadata?.deletionTimestamp !== undefined;
}

function stored(object: unknown): TanzuKubernetesCluster {
  // as: the API server has looked at the schema of the version in which it was sent
  return convert(object as AnyCluster, apiVersions.v1alpha2) as TanzuKubernetesCluster;
}
