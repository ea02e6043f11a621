import { describe, expect, it } from "vitest";
import { fakeProgram } from "../tools/fake-program.ts";
import { findStanding, markStanding } from "./standing.ts";

describe("the mark of an environment that stands", () => {
  it("is a volume that belongs to the run as a whole, so that it goes with it", async () => {
    await using docker = await fakeProgram("docker", [{ when: "*" }]);
    await markStanding("tkg", { runId: "r1", scenarioId: "up/tkg", owner: "1.2.3" });
    expect(await docker.calls()).toEqual([
      "volume create --label tkglab.run=r1 --label tkglab.scenario= --label tkglab.owner=1.2.3 --label tkglab.standing=tkg tkglab-tkg-standing",
    ]);
  });
});

describe("findStanding", () => {
  it("goes by the mark", async () => {
    const stdout = "tkg\tr1\nsupervisor\tr2\n";
    await using docker = await fakeProgram("docker", [{ when: "volume ls *", stdout }]);
    expect(await findStanding()).toEqual([
      { environment: "tkg", runId: "r1" },
      { environment: "supervisor", runId: "r2" },
    ]);
    expect(await docker.calls()).toEqual([
      'volume ls --filter label=tkglab.standing --format {{.Label "tkglab.standing"}}\t{{.Label "tkglab.run"}}',
    ]);
  });

  it("finds nothing where nothing stands", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "volume ls *" }]);
    expect(await findStanding()).toEqual([]);
  });

  it("does not take a failure for nothing", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr: "boom", exitCode: 1 }]);
    await expect(findStanding()).rejects.toThrow(
      /^Looking for environments that stand: docker volume ls .* ended with exit code 1: boom$/,
    );
  });
});
