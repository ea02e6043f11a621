import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import type { FieldProblem } from "./field-problem.ts";
import type { Loose } from "./loose.ts";

/** Of a host in DNS, and of a label's value. */
const longest = 63;
/** Behind a cluster's name: of a pool, of its MachineSet, of the Machine. A control plane's Machines are called shorter. */
const behindName = "-workers-xxxxx-xxxxx-xxxxx";

/** How long a cluster's name may be, so that its Machines are called as its hosts are. */
export const longestClusterName = longest - behindName.length;

/** What is wrong with names from which those of Machines and hosts are made. */
export function nameProblems({ metadata, spec }: Loose<TanzuKubernetesCluster>): readonly FieldProblem[] {
  const name = metadata?.name ?? "";
  const pools = spec?.topology?.nodePools ?? [];
  return [
    ...nameProblem(name, "metadata.name"),
    ...lengthProblem(name, longestClusterName, "metadata.name", `: nodes are called ${name}${behindName}`),
    ...pools.flatMap(({ name: pool = "" }, at) => {
      const field = `spec.topology.nodePools[${at}].name`;
      const first = pools.findIndex((other) => other.name === pool);
      return [
        ...nameProblem(pool, field),
        ...lengthProblem(pool, longest, field, ""),
        ...(first === at ? [] : [{ field, message: `is "${pool}" again; it should be its own` }]),
      ];
    }),
  ];
}

function nameProblem(name: string, field: string): readonly FieldProblem[] {
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) return [];
  const message = `is ${JSON.stringify(name)}; it should begin with a letter, have small letters, digits and '-' only, and not end with '-'`;
  return [{ field, message }];
}

function lengthProblem(name: string, most: number, field: string, why: string): readonly FieldProblem[] {
  if (name.length <= most) return [];
  return [{ field, message: `has ${name.length} characters; it should have ${most} at most${why}` }];
}
