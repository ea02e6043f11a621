import { beforeEach, describe, expect, it } from "vitest";
import { type Deposit, Quotas } from "./quotas.ts";

let quotas: Quotas;
beforeEach(() => {
  quotas = new Quotas(() => new Date("2026-01-02T03:04:05Z"));
});

const blob = (repository: string, digest: string, size: number): Deposit => ({
  repository,
  parts: new Map([[digest, size]]),
});
const manifest = (repository: string, digest: string, parts: Record<string, number>): Deposit => ({
  repository,
  manifest: digest,
  parts: new Map([[digest, 1], ...Object.entries(parts)]),
});
const used = (project = "team") => quotas.of(project).used;

function store(...deposits: readonly Deposit[]): void {
  for (const deposit of deposits) {
    using room = quotas.reserve(deposit);
    room.fill();
  }
}

describe("usage", () => {
  it("counts a blob once for a project, whichever of its repositories has it, and for each project", () => {
    store(
      blob("team/a", "x", 10),
      blob("team/b/c", "x", 10),
      blob("team/a", "y", 5),
      blob("other/a", "x", 10),
    );
    expect([used("team"), used("other"), used("nothing")]).toEqual([15, 10, 0]);
  });

  it("counts a manifest beside what it names, and believes no manifest about a blob that was measured", () => {
    store(blob("team/a", "x", 10), manifest("team/a", "m", { x: 999, y: 5 }));
    expect(used()).toBe(16);
  });

  it("is freed of what only the deleted manifest needed", () => {
    store(blob("team/a", "x", 10), blob("team/a", "y", 5), blob("team/a", "loose", 3));
    store(manifest("team/a", "m", { x: 10, y: 5 }), manifest("team/b", "n", { y: 5 }));
    quotas.release("team/a", "m");
    expect(used()).toBe(3 + 5 + 1);
    quotas.release("team/b", "n");
    expect(used()).toBe(3);
  });

  it("grows again when a manifest comes back, whose blobs nobody has to upload", () => {
    store(blob("team/a", "x", 10), manifest("team/a", "m", { x: 10 }));
    quotas.release("team/a", "m");
    store(manifest("team/a", "m", { x: 10 }));
    expect(used()).toBe(11);
  });

  it("ends with the project", () => {
    quotas.limit("team", 5);
    store(blob("team/a", "x", 1));
    quotas.delete("team");
    expect(quotas.of("team")).toEqual({ limit: -1, used: 0, updated: undefined });
  });

  it("knows the size of a blob that any project holds", () => {
    store(blob("team/a", "x", 10), manifest("other/a", "m", { y: 5 }));
    expect([quotas.sizeOf("x"), quotas.sizeOf("y"), quotas.sizeOf("z")]).toEqual([10, 5, undefined]);
  });
});

describe("a limit", () => {
  beforeEach(() => quotas.limit("team", 10));

  it("may be reached and not passed", () => {
    store(blob("team/a", "x", 6), blob("team/a", "y", 4));
    expect(() => quotas.reserve(blob("team/a", "z", 1))).toThrow(
      "adding 1 B of storage resource, which when updated to current usage of 10 B will exceed the configured upper limit of 10 B.",
    );
    expect(used()).toBe(10);
  });

  it("lets in what is there already, even when it is below that", () => {
    store(blob("team/a", "x", 6), manifest("team/a", "m", { x: 6 }));
    quotas.limit("team", 1);
    store(blob("team/b", "x", 6), manifest("team/b", "m", { x: 6 }));
    expect(quotas.of("team")).toMatchObject({ limit: 1, used: 7 });
  });

  it("holds for what is stored at the same time", () => {
    const first = quotas.reserve(blob("team/a", "x", 6));
    expect(() => quotas.reserve(blob("team/a", "y", 6))).toThrow("adding 6 B of storage resource");
    first[Symbol.dispose]();
    expect(used()).toBe(0);
    store(blob("team/a", "y", 6));
    expect(used()).toBe(6);
  });

  it("counts once what was stored while its answer is still on its way", () => {
    using first = quotas.reserve(blob("team/a", "x", 6));
    first.fill();
    using second = quotas.reserve(blob("team/a", "y", 4));
    second.fill();
    expect(used()).toBe(10);
  });

  it("is none when it is -1", () => {
    quotas.limit("team", -1);
    store(blob("team/a", "x", 1_000));
    expect(used()).toBe(1_000);
  });
});
