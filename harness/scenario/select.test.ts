import { describe, expect, it } from "vitest";
import { Scenario } from "./definition.ts";
import { type Selection, selectScenarios } from "./select.ts";

function found(id: string, ...tags: string[]) {
  const header = { id, title: id, seed: "003", product: "TKG", tags, differs: [], uses: [] };
  return { file: `/scenarios/${id}.scenario.ts`, scenario: new Scenario(header) };
}

const all = [
  found("carvel/kapp-controller", "carvel"),
  found("containerd/photon-node-by-ssh", "ci", "photon"),
  found("containerd/rehash-forgotten", "ci", "photon", "mistake"),
  found("containerd/ubuntu-node-by-ssh", "ci", "ubuntu"),
  found("source-to-url/go", "demo"),
];

function select(selection: Partial<Selection>): string[] {
  return selectScenarios(all, { patterns: [], tags: [], ...selection }).map(
    ({ scenario }) => scenario.header.id,
  );
}

describe("selectScenarios", () => {
  it("takes all where nothing is asked for, in their order", () => {
    expect(select({})).toEqual(all.map(({ scenario }) => scenario.header.id));
  });

  it.each([
    [["containerd/photon-node-by-ssh"], [1]],
    [["by-ssh"], [1, 3]],
    [["containerd/*"], [1, 2, 3]],
    [["*/*forgotten"], [2]],
    [["**"], [0, 1, 2, 3, 4]],
    [["source-to-url/{go,java}"], [4]],
    [
      ["go", "kapp", "kapp"],
      [0, 2, 4],
    ],
  ])("takes what %j means, each once", (patterns, places) => {
    expect(select({ patterns })).toEqual(places.map((place) => all[place]?.scenario.header.id));
  });

  it("looks at what rows of the matrix are called where a pattern does", () => {
    const rows = [
      found("containerd/a@kubernetes-1.34,containerd-1.6"),
      found("containerd/a@kubernetes-1.29,containerd-2.2"),
      found("kapp-controller/b"),
    ];
    const chosen = (...patterns: readonly string[]) =>
      selectScenarios(rows, { patterns, tags: [] }).map((one) => rows.indexOf(one));
    expect(chosen("containerd/a")).toEqual([0, 1]);
    expect(chosen("a@kubernetes-1.29")).toEqual([1]);
    expect(chosen("*/*@*containerd-2.2")).toEqual([1]);
    // Neither is called so: only their rows are.
    expect(() => chosen("kubernetes")).toThrow(
      'no id matches "kubernetes"; the nearest is "kapp-controller/b"',
    );
    expect(() => chosen("b@kubernetes-1.29")).toThrow(
      expect.objectContaining({ hint: "tkglab list --matrix; rows of it are chosen with --matrix" }),
    );
  });

  it.each([
    [["photon"], [1, 2]],
    [
      ["ubuntu", "demo"],
      [3, 4],
    ],
  ])("takes what has one of the tags %j", (tags, places) => {
    expect(select({ tags })).toEqual(places.map((place) => all[place]?.scenario.header.id));
  });

  it("takes what patterns and tags both mean, be it nothing", () => {
    expect(select({ patterns: ["by-ssh"], tags: ["photon"] })).toEqual(["containerd/photon-node-by-ssh"]);
    expect(select({ patterns: ["kapp"], tags: ["photon"] })).toEqual([]);
  });

  it.each([1, 2, 3, 5, 7])("splits into %d shards that leave nothing out and share nothing", (count) => {
    const shards = Array.from({ length: count }, (_, place) =>
      select({ shard: { index: place + 1, count } }),
    );
    expect(shards.flat().toSorted()).toEqual(select({}).toSorted());
    const sizes = shards.map((shard) => shard.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it("splits what is meant, not all there is", () => {
    const shard = (index: number) => select({ tags: ["ci"], shard: { index, count: 3 } });
    expect([1, 2, 3].map((index) => shard(index).length)).toEqual([1, 1, 1]);
  });

  it.each([
    ["photn-node-by-ssh", "containerd/photon-node-by-ssh"],
    ["contaynerd", "containerd/photon-node-by-ssh"],
    ["forgoten", "containerd/rehash-forgotten"],
    ["source-to-url/rust", "source-to-url/go"],
  ])("names the scenario that is nearest to %s", (pattern, nearest) => {
    expect(() => select({ patterns: ["kapp", pattern] })).toThrow(
      expect.objectContaining({
        code: "usage",
        message: `Selecting scenarios: no id matches "${pattern}"; the nearest is "${nearest}"`,
        hint: "tkglab list",
      }),
    );
  });

  it("names the tag that is nearest", () => {
    expect(() => select({ tags: ["foton"] })).toThrow(
      'Selecting scenarios: no scenario has the tag "foton"; the nearest is "photon"',
    );
  });

  it("names none where there is none", () => {
    expect(() => selectScenarios([], { patterns: ["x"], tags: [] })).toThrow(
      /^Selecting scenarios: no id matches "x"$/,
    );
  });
});
