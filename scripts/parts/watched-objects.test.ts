import { describe, expect, it } from "vitest";
import { $ } from "zx";
import { WatchedObjects } from "./watched-objects.ts";

const shell = $({ quiet: true });

describe("WatchedObjects", () => {
  it("knows when a line came first, whether it is asked before or after", async () => {
    const before = performance.now();
    await using watched = new WatchedObjects(
      shell`echo "a 1"; sleep 0.2; echo "a 2"; echo "a 1"; exec sleep 60`,
    );
    const second = await watched.at("a 2");
    const first = await watched.at("a 1");
    expect(first).toBeGreaterThan(before);
    expect(second - first).toBeGreaterThan(150);
  });

  it("does not wait for what nobody says any more", async () => {
    await using watched = new WatchedObjects(shell`echo no such kind >&2; exit 1`);
    await expect(watched.at("a 1")).rejects.toThrow("Watching by kubectl: it has ended: no such kind");
  });
});
