import type { ScenarioHeader } from "./definition.ts";

/** The header of a scenario that tests make up: it needs nothing. */
export const fakeHeader: ScenarioHeader = {
  id: "area/name",
  title: "It holds",
  seed: "003",
  product: "TKG",
  tags: [],
  differs: [],
  uses: [],
};
