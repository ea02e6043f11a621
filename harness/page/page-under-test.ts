import { type Collection, collections } from "../cluster/supply-chain/chain-api.ts";
import type { FakeCluster } from "../cluster/supply-chain/fake-chain.ts";
import type { KeptObject } from "../cluster/packages/fake-objects.ts";

const all: readonly Collection[] = Object.values(collections);

const apiVersionOf = ({ group, version }: Collection) => (group === "" ? version : `${group}/${version}`);

/** For tests: the kinds of supply chains, as the fake API server wants to be told of them. */
export const chainResources: Readonly<Record<string, string>> = Object.fromEntries(
  all.map((collection) => [`${apiVersionOf(collection)}/${collection.plural}`, collection.kind]),
);

/** For tests: the objects of a fake cluster, as the fake API server keeps them. */
export function keptObjects(cluster: FakeCluster): readonly KeptObject[] {
  return all.flatMap((collection) =>
    (cluster[collection.plural] ?? []).map(
      // as: each has a name, and whatever else its kind has.
      (object) => ({ ...object, apiVersion: apiVersionOf(collection), kind: collection.kind }) as KeptObject,
    ),
  );
}
