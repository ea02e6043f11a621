import { releaseOf } from "../api/release-name.ts";
import type { TanzuKubernetesClusterSpec } from "../api/tanzu-kubernetes-cluster.ts";
import type { FieldProblem } from "./field-problem.ts";

type Numbers = readonly [major: number, minor: number, patch: number];

const field = "spec.topology.controlPlane.tkr.reference.name";

/** What is wrong with a new release: Kubernetes goes up only, and one minor version at a time. */
export function releaseProblems(
  before: TanzuKubernetesClusterSpec,
  now: TanzuKubernetesClusterSpec,
): readonly FieldProblem[] {
  const [was, is] = [
    releaseOf(before, before.topology.controlPlane),
    releaseOf(now, now.topology.controlPlane),
  ];
  if (was === undefined || is === undefined) return [];
  const [old, wanted] = [numbersOf(was), numbersOf(is)];
  // A hint such as v1.34 is no release: what comes of it, the controller decides.
  if (old === undefined || wanted === undefined) return [];
  if (wanted[0] !== old[0] || wanted[1] > old[1] + 1) {
    return [
      {
        field,
        message: `is ${is} and was ${was}; it should be v${old[0]}.${old[1]} or v${old[0]}.${old[1] + 1}: no minor version can be left out`,
      },
    ];
  }
  const lower = wanted[1] < old[1] || (wanted[1] === old[1] && wanted[2] < old[2]);
  return lower
    ? [{ field, message: `is ${is} and was ${was}; it should not be lower: Kubernetes does not go back` }]
    : [];
}

function numbersOf(version: string): Numbers | undefined {
  const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return patch === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}
