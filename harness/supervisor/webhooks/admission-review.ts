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
  /** Of the object. */
  readonly name?: string;
  /** Null when it is deleted. */
  readonly object?: unknown;
  readonly oldObject?: unknown;
}

export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: Refusal;
  readonly warnings?: readonly string[];
}

/** A Status of Kubernetes. */
interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly causes: readonly { readonly reason: string; readonly field: string; readonly message: string }[];
  };
}

/** Allows an object, or refuses it with a message that names each field that is wrong. */
export function answerAdmission(request: AdmissionRequest, now: Date): AdmissionResponse {
  const { uid, name = "", kind } = request;
  const { problems, warnings } = findings(request, now);
  const shown = warnings.length === 0 ? {} : { warnings: warnings.map(describeProblem) };
  if (problems.length === 0) return { uid, allowed: true, ...shown };
  const message = problems.map(describeProblem).join("\n");
  // Causes are what kubectl prints, as of a schema. Without them it would print the patch that it sent, CAs and all.
  const causes = problems.map((problem) => ({ reason: "FieldValueInvalid", ...problem }));
  const details = { group: kind.group, kind: kind.kind, name, causes };
  return { uid, allowed: false, status: { code: 422, reason: "Invalid", message, details }, ...shown };
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
