import type { KubeObject } from "./kube-object.ts";
import type { Reference } from "./references.ts";
import type { Replicated } from "./replicated.ts";

/** What is there of a cluster. */
export interface InUse {
  readonly templates: readonly KubeObject[];
  /** Control planes, MachineDeployments and MachineSets, those of before included. */
  readonly users: readonly Replicated[];
}

/** The templates that nothing is made from any more, and nothing will be. */
export function unreferenced({ templates, users }: InUse): KubeObject[] {
  const used = new Set(users.flatMap(referencesOf).map(({ kind, name }) => `${kind}/${name}`));
  return templates.filter(({ kind, metadata }) => !used.has(`${kind}/${metadata.name}`));
}

function referencesOf({ spec }: Replicated): Reference[] {
  return [
    spec?.machineTemplate?.infrastructureRef,
    spec?.template?.spec?.infrastructureRef,
    spec?.template?.spec?.bootstrap?.configRef,
  ].filter((reference) => reference !== undefined);
}
