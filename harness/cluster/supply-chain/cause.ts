/** What people call what went wrong. */
export type CauseName =
  | "untrusted certificate"
  | "rotated CA"
  | "bad certificate"
  | "wrong registry credentials"
  | "wrong git credentials"
  | "no such repository"
  | "no such branch"
  | "no such secret"
  | "no workload"
  | "no supply chain"
  | "refused by Kubernetes"
  | "no builder"
  | "no buildpack detects"
  | "build fails"
  | "no such image"
  | "disk full"
  | "out of memory"
  | "unreachable"
  | "application fails"
  | "unknown";

export interface Cause {
  readonly cause: CauseName;
  readonly likelyCause: string;
  /** A command to run, or what to change. */
  readonly hint: string;
}

/** What a cause may speak of. */
export interface CauseContext {
  readonly namespace: string;
  /** The Secret that Flux is given; undefined when none is. */
  readonly gitSecret: string | undefined;
  readonly gitUrl: string | undefined;
  readonly branch: string | undefined;
  /** Under which kpack builds. */
  readonly serviceAccount: string;
  /** As `app.tanzu.vmware.com/workload-type=web`, one for each supply chain. */
  readonly selectors: readonly string[];
}
