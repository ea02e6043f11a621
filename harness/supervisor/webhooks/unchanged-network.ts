import { isDeepStrictEqual } from "node:util";
import { type NetworkSettings, networkDefaults } from "../api/settings.ts";
import type { FieldProblem } from "./field-problem.ts";
import type { Loose } from "./loose.ts";

type Network = Loose<NetworkSettings> | undefined;

const field = "spec.settings.network";

/** What of a cluster's network was changed, and cannot be: its certificates and its Pods' addresses hold it. */
export function networkProblems(before: Network, now: Network): readonly FieldProblem[] {
  return [
    ...unchanged("pods.cidrBlocks", ranges(before, "pods"), ranges(now, "pods")),
    ...unchanged("services.cidrBlocks", ranges(before, "services"), ranges(now, "services")),
    ...unchanged("serviceDomain", domain(before), domain(now)),
    // Nothing said is what the TkgServiceConfiguration said at the time: who writes that down changes nothing.
    ...(before?.cni?.name === undefined ? [] : unchanged("cni.name", before.cni.name, now?.cni?.name)),
  ];
}

/** What is wrong with ranges of addresses. */
export function rangeProblems(network: Network): readonly FieldProblem[] {
  return (["pods", "services"] as const).flatMap((kind) =>
    (network?.[kind]?.cidrBlocks ?? []).flatMap((block, at) => {
      if (isCidr(block)) return [];
      const message = `is ${JSON.stringify(block)}; it should be a range of IPv4 addresses such as ${networkDefaults[kind]}`;
      return [{ field: `${field}.${kind}.cidrBlocks[${at}]`, message }];
    }),
  );
}

function isCidr(block: string): boolean {
  const [, bits = "", ...numbers] =
    /^(?=.*\/(\d{1,2})$)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\//.exec(block) ?? [];
  return numbers.length === 4 && numbers.every((number) => Number(number) <= 255) && Number(bits) <= 32;
}

function ranges(network: Network, kind: "pods" | "services"): readonly string[] {
  const blocks = network?.[kind]?.cidrBlocks ?? [];
  return blocks.length === 0 ? [networkDefaults[kind]] : blocks;
}

function domain(network: Network): string {
  return network?.serviceDomain ?? networkDefaults.serviceDomain;
}

function unchanged(name: string, before: unknown, now: unknown): readonly FieldProblem[] {
  if (isDeepStrictEqual(before, now)) return [];
  const message = `is ${now === undefined ? "not there" : JSON.stringify(now)} and was ${JSON.stringify(before)}; it should stay: it cannot be changed once the cluster is there`;
  return [{ field: `${field}.${name}`, message }];
}
