import type { KubeObject } from "../objects/kube-object.ts";

/**
 * For tests: an object after a server-side apply by its one applier. Maps are merged key by key, lists replaced whole, but
 * for those of metadata, which belong to many; what was applied before and is no longer is taken away.
 */
export function appliedTo(
  current: KubeObject | undefined,
  applied: KubeObject,
  before: KubeObject | undefined,
): KubeObject {
  // as: merged objects are objects
  return merged(current ?? {}, applied, before ?? {}) as KubeObject;
}

/** Sets, by what makes one of their elements the same as another. */
const sets: Readonly<Record<string, (element: unknown) => unknown>> = {
  finalizers: (element) => element,
  // as: the key says what the elements are
  ownerReferences: (element) => (element as { readonly uid: string }).uid,
};

function merged(current: unknown, applied: unknown, before: unknown, key = ""): unknown {
  const identity = sets[key];
  if (identity !== undefined) return union(asList(current), asList(applied), asList(before), identity);
  if (!isMap(applied)) return structuredClone(applied);
  const was = isMap(before) ? before : {};
  const is = isMap(current) ? current : {};
  const others = Object.entries(is).filter(([name]) => !(name in was) || name in applied || isSet(name));
  const gone = Object.keys(was).filter((name) => isSet(name) && !(name in applied));
  const next = Object.fromEntries(others);
  for (const [name, value] of Object.entries(applied)) {
    if (value !== undefined) next[name] = merged(is[name], value, was[name], name);
  }
  for (const name of gone) next[name] = merged(is[name], [], was[name], name);
  return next;
}

function union(
  current: readonly unknown[],
  applied: readonly unknown[],
  before: readonly unknown[],
  identity: (element: unknown) => unknown,
): unknown[] {
  const replaced = new Set([...applied, ...before].map(identity));
  return [...current.filter((element) => !replaced.has(identity(element))), ...applied];
}

function isSet(name: string): boolean {
  return name in sets;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
