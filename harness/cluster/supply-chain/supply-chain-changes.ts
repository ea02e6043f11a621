import { type ChainScreen, oneLine } from "./chain-rows.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";
import type { SupplyChain } from "./supply-chain.ts";

/** What has changed from one look to the next, a line each: for what is no terminal. */
export function changesText(
  before: readonly WorkloadSight[],
  after: readonly WorkloadSight[],
  { urlOf }: Pick<ChainScreen, "urlOf">,
): readonly string[] {
  return after.flatMap(({ chain, explanation }) => {
    const { name } = chain.workload;
    const earlier = before.find((sight) => sight.chain.workload.name === name);
    const known = new Map(earlier?.chain.nodes.map((node) => [node.id, node]));
    const news = chain.nodes
      .filter((node) => known.get(node.id)?.state !== node.state)
      .map(
        ({ id, state, message }) => `${name}: ${id} ${state}${message === "" ? "" : `: ${oneLine(message)}`}`,
      );
    const gone = [...known.keys()].filter((id) => !chain.nodes.some((node) => node.id === id));
    const verdict =
      explanation.outcome === earlier?.explanation.outcome ? [] : [verdictOf(chain, explanation, urlOf)];
    return [
      ...news,
      ...gone.map((id) => `${name}: ${id} is gone`),
      ...verdict.map((text) => `${name}: ${text}`),
    ];
  });
}

function verdictOf(
  { host }: SupplyChain,
  explanation: WorkloadSight["explanation"],
  urlOf: ChainScreen["urlOf"],
): string {
  const { where, message } = explanation;
  if (explanation.outcome === "failed") {
    const { likelyCause, hint } = explanation;
    return `failed: ${where}: ${message}\n  likely: ${likelyCause}\n  try: ${hint}`;
  }
  if (explanation.outcome === "in progress") return `in progress: ${where}: ${oneLine(message)}`;
  return `ready${host === undefined ? "" : `: ${urlOf(host)}`}`;
}
