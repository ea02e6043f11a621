import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../core/clock.ts";
import type { RunContext } from "../../core/run-context.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import type { RunSettings } from "../settings.ts";
import { contextOfRun, sharedByRun } from "./shared-by-run.ts";

/** Two scenarios of a run, and what they have of it. */
async function run() {
  const folder = await temporaryFolder();
  // as: nothing else of both is read.
  const settings = { runId: "20260101-000000-abcdef", secretsDir: folder.path } as RunSettings;
  const contextOf = (scenarioId: string) =>
    ({
      labId: scenarioId,
      ownership: { runId: settings.runId, scenarioId, owner: "1.1.1" },
      secretsDir: folder.path,
      signal: new AbortController().signal,
      progress: { say: () => undefined, now: () => undefined },
    }) as RunContext;
  return {
    settings,
    contexts: [contextOf("first"), contextOf("second")],
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("sharedByRun", () => {
  it("is created by who comes first, and opened by the others, who come while it is", async () => {
    await using one = await run();
    const made: RunContext[] = [];
    const meet = (context: RunContext) =>
      sharedByRun({ settings: one.settings, context }, "supervisor", {
        open: (shared) => Promise.resolve(made.length === 0 ? undefined : `opened ${shared.labId}`),
        create: async (shared) => {
          await systemClock.pause(20);
          made.push(shared);
          return `created ${shared.labId}`;
        },
      });
    const met = await Promise.all(one.contexts.map(meet));
    const [shared] = made;
    expect(met.toSorted()).toEqual([`created ${shared?.labId}`, `opened ${shared?.labId}`]);
    expect(made).toHaveLength(1);
    expect(shared?.ownership).toMatchObject({ runId: one.settings.runId, scenarioId: "" });
    expect(existsSync(shared?.secretsDir ?? "")).toBe(true);
  });

  it("is created by the next where the first could not", async () => {
    await using one = await run();
    const [context] = one.contexts;
    if (context === undefined) throw new Error("no scenario");
    const meet = (create: () => Promise<string>) =>
      sharedByRun({ settings: one.settings, context }, "supervisor", {
        open: () => Promise.resolve(undefined),
        create,
      });
    await expect(meet(() => Promise.reject(new Error("no space")))).rejects.toThrow("no space");
    expect(await meet(() => Promise.resolve("there"))).toBe("there");
  });
});

describe("contextOfRun", () => {
  it("differs by what it is of", async () => {
    await using one = await run();
    const [context] = one.contexts;
    if (context === undefined) throw new Error("no scenario");
    const ids = ["supervisor", "management"].map((id) => contextOfRun(one.settings, context, id).labId);
    expect(new Set(ids).size).toBe(2);
  });
});
