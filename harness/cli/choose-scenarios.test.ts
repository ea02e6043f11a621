import { describe, expect, it } from "vitest";
import { HarnessError } from "../core/errors.ts";
import { Scenario } from "../scenario/definition.ts";
import { type ChooseInput, chooseScenarios } from "./choose-scenarios.ts";

function found(id: string, tags: readonly string[] = []) {
  const header = { id, title: id, seed: "003", product: "TKG", tags, differs: [], uses: [] };
  return { file: `/s/${id}.scenario.ts`, scenario: new Scenario(header) };
}

function unreadable(path: string) {
  return {
    file: `/s/${path}`,
    error: new HarnessError({ code: "internal", message: `Reading ${path}: no` }),
  };
}

const three = [found("containerd/a", ["ci"]), found("containerd/b"), found("tkg/c", ["ci"])];

function choose(
  input: Partial<ChooseInput>,
  unread: readonly ReturnType<typeof unreadable>[] = [],
  all = three,
) {
  const chosen = chooseScenarios(
    { found: all, unreadable: unread },
    { folder: "/s", patterns: [], tags: [], all: false, ...input },
  );
  return chosen.map(
    ({ scenario, unreadable: why }) => `${scenario.header.id}${why === undefined ? "" : " !"}`,
  );
}

describe("chooseScenarios", () => {
  it.each([
    ["the containerd scenarios when nothing is asked for", {}, ["containerd/a", "containerd/b"]],
    ["every one with --all", { all: true }, ["containerd/a", "containerd/b", "tkg/c"]],
    ["those that a pattern means", { patterns: ["tkg"] }, ["tkg/c"]],
    ["those with a tag", { tags: ["ci"] }, ["containerd/a", "tkg/c"]],
    ["those with both", { patterns: ["containerd"], tags: ["ci"] }, ["containerd/a"]],
    ["a part of them", { all: true, shard: { index: 2, count: 2 } }, ["containerd/b"]],
    ["nothing, where a part is empty", { patterns: ["tkg"], shard: { index: 2, count: 2 } }, []],
  ])("chooses %s", (_, input, ids) => expect(choose(input)).toEqual(ids));

  it("chooses every one when nothing is asked for and there is no default", () => {
    expect(choose({}, [], [found("tkg/c")])).toEqual(["tkg/c"]);
  });

  it("refuses a folder without any", () => {
    expect(() => choose({}, [], [])).toThrow("Reading scenarios: there is no *.scenario.ts below /s");
  });

  it("refuses tags that none of those has that match", () => {
    expect(() => choose({ patterns: ["containerd/b"], tags: ["ci"] })).toThrow(
      'Selecting scenarios: none of those that match "containerd/b" has the tag "ci"',
    );
  });
});

describe("a matrix", () => {
  const header = { title: "a", seed: "003", product: "TKG", tags: ["ci"], differs: [], uses: [] };
  const varying = {
    file: "/s/containerd/b.scenario.ts",
    scenario: new Scenario({ ...header, id: "containerd/b", varies: ["kubernetes", "os"] }),
  };
  const all = [found("containerd/a", ["ci"]), varying, found("containerd/c")];
  const rows = ["1.34,os-photon", "1.34,os-ubuntu", "1.29,os-photon", "1.29,os-ubuntu"].map(
    (row) => `containerd/b@kubernetes-${row}`,
  );

  it("has each that varies once per row, the usual values first, where its scenario stands", () => {
    const ids = ["containerd/a", ...rows, "containerd/c"];
    expect(choose({ matrix: "pairwise" }, [], all)).toEqual(ids);
    expect(choose({ matrix: "full" }, [], all)).toEqual(ids);
    expect(choose({}, [], all)).toEqual(["containerd/a", "containerd/b", "containerd/c"]);
  });

  it("keeps tags, and one that cannot be read", () => {
    const unread = [unreadable("containerd/x.scenario.ts")];
    const chosen = choose({ matrix: "pairwise", tags: ["ci"] }, unread, all);
    expect(chosen).toEqual(["containerd/a", ...rows, "containerd/x !"]);
  });

  it.each([2, 3])("is split into %d parts by rows: none is missing, none is in two", (count) => {
    const part = (index: number) => choose({ matrix: "pairwise", shard: { index, count } }, [], all);
    const parts = Array.from({ length: count }, (_, place) => part(place + 1));
    expect(parts.flat().toSorted()).toEqual(choose({ matrix: "pairwise" }, [], all).toSorted());
    expect(parts.map((ids) => ids.length)).toEqual(parts.map(() => 6 / count));
  });
});

describe("a file that cannot be read", () => {
  it.each([
    ["containerd/x.scenario.ts", "containerd/x"],
    ["x.scenario.js", "unreadable/x"],
    ["containerd/deep/x y.scenario.ts", "containerd/deep-x_y"],
  ])("%s has the id %s", (path, id) => {
    expect(choose({ patterns: [id] }, [unreadable(path)])).toEqual([`${id} !`]);
  });

  it("is left out by a pattern, and by no tag", () => {
    const unread = [unreadable("containerd/x.scenario.ts")];
    expect(choose({ patterns: ["tkg"] }, unread)).toEqual(["tkg/c"]);
    expect(choose({ tags: ["ci"] }, unread)).toEqual(["containerd/a", "containerd/x !", "tkg/c"]);
  });

  it("is in one part only", () => {
    const unread = [unreadable("containerd/x.scenario.ts")];
    const part = (index: number) => choose({ all: true, shard: { index, count: 2 } }, unread);
    expect([...part(1), ...part(2)].toSorted()).toEqual(choose({ all: true }, unread).toSorted());
  });

  it("whose id another one has takes an id of its own, and is not run", () => {
    const twice = { ...found("containerd/a"), file: "/s/containerd/a.scenario.js" };
    const chosen = choose({}, [unreadable("containerd/a.scenario.js")], [...three, twice]);
    expect(chosen).toEqual(["containerd/a", "containerd/a~ !", "containerd/b"]);
  });
});
