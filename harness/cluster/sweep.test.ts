import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thisOwner } from "../core/owner.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../tools/fake-program.ts";
import { findLeftovers, type Leftover, removeLeftovers, sweep } from "./sweep.ts";

const alive = thisOwner();
const dead = alive.replace(/^\d+/, "4194999");
const row = (...columns: string[]) => `${columns.join("\t")}\n`;

/** What Docker says of the volumes that mark environments which stand. */
function standing(stdout: string): Answer {
  return { when: "volume ls --filter label=tkglab.standing *", stdout };
}

/** Docker as it stands: of each kind one thing of the run r1, whose process has ended, and what is not meant. */
const docker: readonly Answer[] = [
  {
    when: "ps *",
    stdout:
      row("c1", "tkglab-1-toolbox", "r1", "area/one", dead) +
      row("c2", "tkglab-2-toolbox", "r2", "area/two", alive) +
      // Somebody's own node, made of our image by hand: the label is there and says nothing.
      row("c3", "foreign", "", "", ""),
  },
  standing(""),
  { when: "volume ls *", stdout: row("v1", "v1", "r1", "area/two", dead) },
  { when: "network ls *", stdout: row("n1", "kind", "r1", "", dead) },
  {
    when: "image ls *",
    stdout:
      row("sha256:1", "tkglab.test/run-1:photon") +
      row("sha256:2", "<none>:<none>") +
      row("sha256:3", "tkglab.test/node-photon:abc"),
  },
  { when: "image inspect *sha256:1", stdout: row("r1", "area/one", dead) },
  { when: "image inspect *sha256:2", stdout: row("r1", "area/two", dead) },
  { when: "image inspect *sha256:3", stdout: row("", "", "") },
];

/** A place for run folders that holds one of each run. */
async function runs() {
  const temporary = await temporaryFolder();
  for (const name of [`r1@${dead}`, `r2@${alive}`]) await mkdir(join(temporary.path, name));
  return temporary;
}

const named = (leftovers: readonly Leftover[]) => leftovers.map(({ kind, name }) => `${kind} ${name}`);

describe("findLeftovers", () => {
  it("finds all of ended runs and nothing of those at work, and nothing that is not ours", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", docker);
    expect(named(await findLeftovers(folder.path, "ended-runs"))).toEqual([
      ...["container tkglab-1-toolbox", "volume v1", "network kind"],
      ...["image tkglab.test/run-1:photon", "image sha256:2", `folder r1@${dead}`],
    ]);
  });

  it("finds all of one run, at work or not", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", docker);
    expect(named(await findLeftovers(folder.path, { runId: "r2" }))).toEqual([
      ...["container tkglab-2-toolbox", `folder r2@${alive}`],
    ]);
  });

  it("finds of one scenario what is its own, and nothing that the run shares", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", docker);
    expect(await findLeftovers(folder.path, { runId: "r1", scenarioId: "area/one" })).toEqual([
      {
        ...{ kind: "container", id: "c1", name: "tkglab-1-toolbox" },
        ...{ runId: "r1", scenarioId: "area/one", owner: dead },
      },
      {
        ...{ kind: "image", id: "sha256:1", name: "tkglab.test/run-1:photon" },
        ...{ runId: "r1", scenarioId: "area/one", owner: dead },
      },
    ]);
  });

  it("does not take an environment that stands for a leftover of ended runs", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", [standing(row("tkg", "r1")), ...docker]);
    expect(await findLeftovers(folder.path, "ended-runs")).toEqual([]);
  });

  it("still finds other runs where one stands", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", [standing(row("tkg", "r0")), ...docker]);
    expect(named(await findLeftovers(folder.path, "ended-runs"))).toContain("container tkglab-1-toolbox");
  });

  it("finds all of an environment that stands when its run is named", async () => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", [standing(row("tkg", "r1")), ...docker]);
    expect(named(await findLeftovers(folder.path, { runId: "r1" }))).toEqual([
      ...["container tkglab-1-toolbox", "volume v1", "network kind"],
      ...["image tkglab.test/run-1:photon", "image sha256:2", `folder r1@${dead}`],
    ]);
  });

  it("finds nothing where there is nothing", async () => {
    await using folder = await temporaryFolder();
    await using _docker = await fakeProgram("docker", [{ when: "*" }]);
    expect(await findLeftovers(join(folder.path, "never-made"), "ended-runs")).toEqual([]);
  });

  it("is content when an image goes between two looks", async () => {
    await using folder = await temporaryFolder();
    const gone = { when: "image inspect *", stderr: "Error: No such image: sha256:1", exitCode: 1 };
    const image = { when: "image ls *", stdout: row("sha256:1", "x:1") };
    await using _docker = await fakeProgram("docker", [gone, image, { when: "*" }]);
    expect(await findLeftovers(folder.path, "ended-runs")).toEqual([]);
  });

  it.each([
    ["ps *", "Looking for leftovers (containers)"],
    ["volume ls --filter label=tkglab.run *", "Looking for leftovers (volumes)"],
    ["volume ls --filter label=tkglab.standing *", "Looking for environments that stand"],
    ["network ls *", "Looking for leftovers (networks)"],
    ["image ls *", "Looking for leftovers (images)"],
    ["image inspect *sha256:1", "Looking for leftovers (images)"],
  ])("does not take a failure of docker %s for nothing", async (when, doing) => {
    await using folder = await runs();
    await using _docker = await fakeProgram("docker", [{ when, stderr: "boom", exitCode: 1 }, ...docker]);
    await expect(findLeftovers(folder.path, "ended-runs")).rejects.toThrow(
      new RegExp(`^${doing.replaceAll(/[()]/g, "\\$&")}: docker .* ended with exit code 1: boom$`),
    );
  });
});

describe("removeLeftovers", () => {
  it("removes all it is given, the networks last", async () => {
    await using folder = await runs();
    await using bin = await fakeProgram("docker", [...docker, { when: "*" }]);
    const found = await findLeftovers(folder.path, "ended-runs");
    const before = (await bin.calls()).length;
    expect(await removeLeftovers(found)).toEqual({ removed: found, left: [] });
    expect((await bin.calls()).slice(before)).toEqual([
      ...["rm --force --volumes c1", "image rm --force tkglab.test/run-1:photon sha256:2"],
      ...["volume rm --force v1", "network rm n1"],
    ]);
    expect(await readdir(folder.path)).toEqual([`r2@${alive}`]);
  });

  it("leaves a network that somebody else uses too, and says so", async () => {
    await using folder = await runs();
    const used = { when: "network rm *", stderr: "error: network kind has active endpoints", exitCode: 1 };
    await using _docker = await fakeProgram("docker", [...docker, used, { when: "*" }]);
    const { removed, left } = await removeLeftovers(await findLeftovers(folder.path, "ended-runs"));
    expect(named(left)).toEqual(["network kind"]);
    expect(named(removed)).not.toContain("network kind");
  });

  it("asks Docker for nothing where there is nothing", async () => {
    await using bin = await fakeProgram("docker", []);
    expect(await removeLeftovers([])).toEqual({ removed: [], left: [] });
    expect(await bin.calls()).toEqual([]);
  });
});

describe("sweep", () => {
  it("looks again for what was made meanwhile, and takes nothing twice", async () => {
    await using folder = await runs();
    await using bin = await fakeProgram("docker", [...docker, { when: "*" }]);
    const { removed, left } = await sweep(folder.path, "ended-runs");
    expect(named(removed)).toEqual([
      ...["container tkglab-1-toolbox", "volume v1", "network kind"],
      ...["image tkglab.test/run-1:photon", "image sha256:2", `folder r1@${dead}`],
    ]);
    expect(left).toEqual([]);
    const calls = await bin.calls();
    expect(calls.filter((call) => call.startsWith("rm "))).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith("ps "))).toHaveLength(2);
  });

  it("says once what somebody else uses", async () => {
    await using folder = await runs();
    const used = { when: "network rm *", stderr: "error: network kind has active endpoints", exitCode: 1 };
    await using _docker = await fakeProgram("docker", [...docker, used, { when: "*" }]);
    const { removed, left } = await sweep(folder.path, "ended-runs");
    expect(named(left)).toEqual(["network kind"]);
    expect(named(removed)).not.toContain("network kind");
  });
});
