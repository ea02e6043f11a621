/** What every object has, as far as it matters here. */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly uid: string }[];
  readonly creationTimestamp?: Timestamp;
  readonly deletionTimestamp?: Timestamp;
}

/** Text, or what the client has made of it. */
export type Timestamp = string | Date;

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

export interface ConditionedStatus {
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
}

/** An object that says by conditions how it stands. */
export interface Conditioned {
  readonly metadata: Metadata;
  readonly status?: ConditionedStatus;
}

/** A condition by its type. */
export function conditionOf(object: Conditioned | undefined, type: string): Condition | undefined {
  return object?.status?.conditions?.find((condition) => condition.type === type);
}

/**
 * Whether its status is about what it says now; who keeps no count of that is believed. A condition's own count comes first:
 * Flux counts in the status only what went well.
 */
export function isObserved({ metadata, status }: Conditioned, condition?: Condition): boolean {
  const observed = condition?.observedGeneration ?? status?.observedGeneration;
  return observed === undefined || observed === metadata.generation;
}

/** Milliseconds since the epoch. */
export function timeOf(timestamp: Timestamp | undefined): number | undefined {
  return timestamp === undefined ? undefined : new Date(timestamp).getTime();
}

/** Whether an object is owned by another one. */
export function isOwnedBy(
  { metadata }: { readonly metadata: Metadata },
  owner: Metadata | undefined,
): boolean {
  const uid = owner?.uid;
  return uid !== undefined && (metadata.ownerReferences?.some((one) => one.uid === uid) ?? false);
}
