import type { Kube } from "../kube/kube.ts";
import { type ChainApi, chainApi, collections } from "./chain-api.ts";
import type { Cause, CauseContext } from "./cause.ts";
import type { ChainObjects, WorkloadRef } from "./chain-objects.ts";
import { findTrouble } from "./find-trouble.ts";
import type { Finding } from "./finding.ts";
import type { Metadata } from "./kube-object.ts";
import { likelyCause } from "./likely-cause.ts";
import { logExcerpt } from "./log-excerpt.ts";
import { chainObjects, readInventory } from "./read-chain.ts";

/** Why a Workload stands where it stands, said by the object that knows. */
export type WorkloadExplanation =
  | {
      readonly outcome: "ready" | "in progress";
      /** `<kind>/<name>`, and for one container `/<container>`. */
      readonly where: string;
      readonly message: string;
    }
  | ({
      readonly outcome: "failed";
      readonly where: string;
      /** Its exact text; of a program, the lines of its log. */
      readonly message: string;
    } & Cause);

interface SupplyChainObject {
  readonly metadata: Metadata;
  readonly spec?: { readonly selector?: Readonly<Record<string, string>> };
}

/**
 * Says whether a Workload is ready, at work, or stuck, and of the last, which object knows why, in its words.
 * @throws HarnessError `unreachable` or `tool-failed` when the API server does not answer or refuses.
 */
export async function explainWorkload(
  kube: Pick<Kube, "core" | "custom">,
  ref: WorkloadRef,
): Promise<WorkloadExplanation> {
  const api = chainApi(kube);
  return explainObjects(api, chainObjects(await readInventory(api, ref.namespace), ref));
}

/** The same of objects that were read already; logs, and what supply chains there are, are asked for when they matter. */
export async function explainObjects(api: ChainApi, objects: ChainObjects): Promise<WorkloadExplanation> {
  const finding = findTrouble(objects);
  const { where } = finding.site;
  if (finding.outcome !== "failed") {
    return { outcome: finding.outcome, where, message: finding.site.message };
  }
  const message = await messageOf(api, objects.ref, finding);
  const context = contextOf(objects, await selectorsOf(api, finding));
  return { outcome: "failed", where, message, ...likelyCause({ ...finding.site, message }, context) };
}

/** A program that has ended with an error has said why in its log. */
async function messageOf(
  api: ChainApi,
  { namespace }: WorkloadRef,
  { site, log }: Extract<Finding, { readonly outcome: "failed" }>,
): Promise<string> {
  if (log === undefined) return site.message;
  const text = await api.log({ namespace, ...log });
  const excerpt = text === undefined ? "" : logExcerpt(site.speaker, text);
  if (excerpt === "") return site.message;
  return site.message.includes("OOMKilled") ? `${site.message}\n${excerpt}` : excerpt;
}

/** What Workloads the supply chains take; asked only where none took this one. */
async function selectorsOf(api: ChainApi, { site }: Finding): Promise<readonly string[]> {
  if (!/^(?:SupplyChain|WorkloadLabels|MultipleSupply)/.test(site.message)) return [];
  // as: that is what the collection holds
  const chains = (await api.list(collections.supplyChain)) as readonly SupplyChainObject[];
  return chains.map(({ spec }) =>
    Object.entries(spec?.selector ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(","),
  );
}

function contextOf(
  { ref, gitRepository, workload, image }: ChainObjects,
  selectors: readonly string[],
): CauseContext {
  const git = workload?.spec?.source?.git;
  return {
    namespace: ref.namespace,
    gitSecret: gitRepository?.spec?.secretRef?.name,
    gitUrl: gitRepository?.spec?.url ?? git?.url,
    branch: gitRepository?.spec?.ref?.branch ?? git?.ref?.branch,
    serviceAccount: image?.spec?.serviceAccountName ?? "default",
    selectors,
  };
}
