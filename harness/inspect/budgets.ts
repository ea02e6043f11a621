import type { Budget } from "../core/budgets.ts";

/** How long one question of the inspector may take: what does not answer is a finding, not something to wait for. */
export const inspectionBudgets = {
  registryAnswer: { name: "registryAnswer", limit: 15_000, every: 250 },
  apiAnswer: { name: "apiAnswer", limit: 20_000, every: 250 },
  nodeAnswer: { name: "nodeAnswer", limit: 30_000, every: 250 },
} as const satisfies Record<string, Budget>;
