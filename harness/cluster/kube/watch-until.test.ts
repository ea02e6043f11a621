import { describe, expect, it } from "vitest";
import { notYet, ready } from "../../core/wait-for.ts";
import { fakeFollow } from "./fake-kube.ts";
import { watchUntil } from "./watch-until.ts";

interface Thing {
  readonly phase: string;
}
const pending: Thing = { phase: "Pending" };
const running: Thing = { phase: "Running" };

const input = {
  path: "/api/v1/pods",
  what: "Pod p to run",
  look: ({ phase }: Thing) => (phase === "Running" ? ready(phase) : notYet(phase)),
  budget: { name: "podRunning", limit: 30_000, every: 1 },
};
const short = { ...input.budget, limit: 50 };

const broken = new Error("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:6443") });
const refused = Object.assign(new Error("Forbidden"), { statusCode: 403 });

describe("watchUntil", () => {
  it("is content with what is there already", async () => {
    const kube = fakeFollow({ objects: [running] });
    expect(await watchUntil({ ...input, kube, fieldSelector: "metadata.name=p" })).toBe("Running");
    expect(kube.begun).toEqual(["/api/v1/pods?metadata.name=p"]);
  });

  it("waits for what comes later", async () => {
    const kube = fakeFollow({ objects: [pending, pending, running] });
    expect(await watchUntil({ ...input, kube })).toBe("Running");
    expect(kube.begun).toHaveLength(1);
  });

  it("takes a watch up again that the server has ended, however often that is", async () => {
    const ended = { objects: [pending], then: "end" as const };
    const kube = fakeFollow(ended, ended, ended, ended, ended, { objects: [running] });
    expect(await watchUntil({ ...input, kube })).toBe("Running");
    expect(kube.begun).toHaveLength(6);
  });

  it("takes a connection up again that breaks, three times", async () => {
    const breaks = { then: broken };
    const kube = fakeFollow(breaks, breaks, breaks, { objects: [running] });
    expect(await watchUntil({ ...input, kube })).toBe("Running");
  });

  it("gives up at the fourth break, and says why the connection broke", async () => {
    const breaks = { objects: [pending], then: broken };
    const kube = fakeFollow(breaks, breaks, breaks, breaks, { objects: [running] });
    await expect(watchUntil({ ...input, kube })).rejects.toMatchObject({
      code: "tool-failed",
      message:
        "Waiting for Pod p to run: watching /api/v1/pods failed: fetch failed: connect ECONNREFUSED 127.0.0.1:6443",
      cause: broken,
    });
    expect(kube.begun).toHaveLength(4);
  });

  it("does not ask again where it is refused", async () => {
    const kube = fakeFollow({ then: refused }, { objects: [running] });
    await expect(watchUntil({ ...input, kube })).rejects.toMatchObject({
      code: "tool-failed",
      message: "Waiting for Pod p to run: watching /api/v1/pods failed: Forbidden",
    });
    expect(kube.begun).toHaveLength(1);
  });

  it("has seen what it saw before the connection broke", async () => {
    const kube = fakeFollow({ objects: [running], then: broken });
    expect(await watchUntil({ ...input, kube })).toBe("Running");
  });

  it("stays content when something else comes in the same moment", async () => {
    const kube = fakeFollow({ objects: [pending, running, pending] });
    expect(await watchUntil({ ...input, kube, budget: short })).toBe("Running");
  });

  it("says what it saw last when time is up", async () => {
    const kube = fakeFollow({ objects: [{ phase: "Unknown" }, pending] });
    const wait = watchUntil({ ...input, kube, budget: short, hint: "kubectl describe pod p" });
    await expect(wait).rejects.toMatchObject({
      code: "timeout",
      message: "Waiting for Pod p to run: not within 0.05 s (budget podRunning); last seen: Pending",
      hint: "kubectl describe pod p",
    });
  });

  it("says that it saw nothing when there was nothing", async () => {
    await expect(watchUntil({ ...input, kube: fakeFollow({}), budget: short })).rejects.toThrow(
      "Waiting for Pod p to run: not within 0.05 s (budget podRunning); last seen: nothing of that name yet",
    );
  });

  it("ends in time although the server ends every watch at once", async () => {
    const kube = fakeFollow(...Array.from({ length: 1_000 }, () => ({ then: "end" as const })));
    await expect(watchUntil({ ...input, kube, budget: short })).rejects.toMatchObject({ code: "timeout" });
  });

  it("ends with what a look throws", async () => {
    const kube = fakeFollow({ objects: [pending, running] });
    const look = () => {
      throw new Error("the Pod has been evicted");
    };
    await expect(watchUntil({ ...input, kube, look })).rejects.toThrow("the Pod has been evicted");
  });

  it.each([
    ["before", AbortSignal.abort(new Error("Ctrl-C")), {}],
    ["and the connection breaks of it", AbortSignal.abort(new Error("Ctrl-C")), { then: broken }],
  ])("ends with the reason of whoever stopped it %s", async (_when, signal, watch) => {
    await expect(watchUntil({ ...input, kube: fakeFollow(watch), signal })).rejects.toThrow("Ctrl-C");
  });

  it("ends with the reason of whoever stops it meanwhile", async () => {
    const stop = new AbortController();
    const look = () => {
      stop.abort(new Error("Ctrl-C"));
      return notYet("x");
    };
    const kube = fakeFollow({ objects: [pending] });
    await expect(watchUntil({ ...input, kube, look, signal: stop.signal })).rejects.toThrow("Ctrl-C");
  });
});
