/** What kapp-controller says of everything that it reconciles. */
export interface ReconcileStatus {
  /** The generation that the rest of the status is about. */
  readonly observedGeneration?: number;
  /** One at a time: `Reconciling`, `ReconcileSucceeded`, `ReconcileFailed`, `Deleting` or `DeleteFailed`. */
  readonly conditions?: readonly ReconcileCondition[] | null;
  /** One line; a long one is cut. */
  readonly friendlyDescription?: string;
  /** What the program that failed wrote to its stderr. */
  readonly usefulErrorMessage?: string;
}

export interface ReconcileCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string | Date;
}

/** A package that somebody wants to be installed. */
export interface PackageInstall {
  readonly metadata: Metadata;
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly packageRef?: {
      readonly refName?: string;
      readonly versionSelection?: { readonly constraints?: string };
    };
    readonly values?: readonly { readonly secretRef?: { readonly name?: string } }[];
    readonly paused?: boolean;
  };
  readonly status?: ReconcileStatus & { readonly version?: string };
}

/** What one step of an App printed. */
export interface StepStatus {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly error?: string;
  readonly startedAt?: string;
  readonly updatedAt?: string;
}

/** The status of an App, under the names that `kubectl get app --output yaml` shows. */
export interface AppStatus extends ReconcileStatus {
  readonly fetch?: StepStatus;
  /** It keeps no stdout. */
  readonly template?: StepStatus;
  readonly deploy?: StepStatus & { readonly finished?: boolean };
  readonly inspect?: StepStatus;
  readonly consecutiveReconcileSuccesses?: number;
  readonly consecutiveReconcileFailures?: number;
}

/** What a PackageInstall is carried out by: it has the same name. */
export interface App {
  readonly metadata: Metadata;
  readonly spec: { readonly paused?: boolean; readonly [field: string]: unknown };
  readonly status?: AppStatus;
}

/** One version of a package that can be installed. */
export interface Package {
  readonly metadata: Metadata;
  readonly spec: { readonly refName: string; readonly version: string; readonly releasedAt?: string | null };
}

/** What all versions of a package have in common; it is called as the package is. */
export interface PackageMetadata {
  readonly metadata: Metadata;
  readonly spec: { readonly displayName?: string; readonly shortDescription?: string };
}

/** The condition that holds; kapp-controller keeps one. */
export function conditionOf(status: ReconcileStatus | undefined): ReconcileCondition | undefined {
  return status?.conditions?.find((condition) => condition.status === "True");
}

/** Whether the status is about the specification as it is now. */
export function isObserved({ metadata, status }: Pick<App | PackageInstall, "metadata" | "status">): boolean {
  return status?.observedGeneration === metadata.generation;
}
