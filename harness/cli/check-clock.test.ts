import { describe, expect, it } from "vitest";
import { systemClock } from "../core/clock.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { checkClock } from "./check-clock.ts";

const docker = (stdout: string) => fakeProgram("docker", [{ when: "info *", stdout }]);
const minute = 60_000;

describe("checkClock", () => {
  it.each([0, 4 * minute, -4 * minute])("takes a difference of %i ms", async (difference) => {
    await using _docker = await docker(new Date(systemClock.now() + difference).toISOString());
    await expect(checkClock()).resolves.toBeUndefined();
  });

  it.each([6 * minute, -365 * 24 * 60 * minute])(
    "refuses one of %i ms, with both times",
    async (difference) => {
      const there = new Date(systemClock.now() + difference).toISOString();
      await using _docker = await docker(there);
      await expect(checkClock()).rejects.toMatchObject({
        code: "wrong-clock",
        message: expect.stringContaining(`Docker's machine has ${there.slice(0, 19)}Z`) as string,
        hint: "date -u; docker info --format '{{.SystemTime}}'",
      });
    },
  );

  it("is content with a daemon that does not say", async () => {
    await using _docker = await docker("<no value>");
    await expect(checkClock()).resolves.toBeUndefined();
  });
});
