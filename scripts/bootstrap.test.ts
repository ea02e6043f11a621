import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-machine.ts";

const fetching = (found: string) =>
  `tkglab: Fetching Node 24.21.0 (the Node on this machine is ${found}, 24 or newer is needed)`;

describe("scripts/bootstrap.sh", { timeout: 30_000 }, () => {
  it("fetches Node where there is none, once, and puts it first in PATH", async () => {
    await using machine = await FakeMachine.create({ programs: ["npm"], node: "none" });
    const first = await machine.run("scripts/run", ["--help"]);
    expect(first.stderr).toBe(`${fetching("missing")}; this takes a few seconds\n`);
    expect(first.stdout).toContain(`"path":["${machine.cache}/node/24.21.0/bin"`);
    const second = await machine.run("scripts/run", ["--help"]);
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(await machine.calls("npm")).toHaveLength(1);
  });

  it("fetches Node once where two start at the same time", async () => {
    await using machine = await FakeMachine.create({ programs: ["npm"], node: "none" });
    const start = () => machine.run("scripts/run", ["--help"]);
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await machine.calls("npm")).toHaveLength(1);
  });

  it("fetches Node where it is too old", async () => {
    await using machine = await FakeMachine.create({ programs: ["npm"], node: "old" });
    const { code, stderr } = await machine.run("scripts/run", ["--help"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `${fetching("v18.20.4")}; this takes a few seconds\n`,
    });
  });

  it("stops where there is no npm to fetch it with", async () => {
    await using machine = await FakeMachine.create({ node: "old" });
    const { code, stdout, stderr } = await machine.run("scripts/test", []);
    expect(stderr).toBe(
      `${fetching("v18.20.4")}: npm is not installed, or not on the PATH\n` +
        "  what to do: install npm (Debian, Ubuntu: sudo apt-get install npm), then run this again\n",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("shows npm's last words when it fails, and leaves no half-fetched Node", async () => {
    await using machine = await FakeMachine.create({ programs: ["npm"], node: "none" });
    const { code, stderr } = await machine.run("scripts/run", ["--help"], { FAKE_NPM: "fails" });
    expect(stderr).toBe(
      `${fetching("missing")}; this takes a few seconds\n` +
        "npm error code ENOTFOUND\n" +
        `${fetching("missing")}: npm ci ended with exit code 1; its last lines are above\n` +
        "  what to do: see whether this machine reaches its npm registry (npm ping), then run this again\n",
    );
    expect(code).toBe(2);
    expect(await machine.list(join(machine.cache, "node"))).toEqual([]);
  });

  it("installs npm packages only where they do not match the lockfile", async () => {
    await using machine = await FakeMachine.create({ programs: ["npm"] });
    expect((await machine.run("scripts/run", ["--help"])).stderr).toBe("");
    await machine.forgetPackages();
    expect((await machine.run("scripts/run", ["--help"])).stderr).toBe(
      "tkglab: Installing tkglab's npm packages; this takes about half a minute\n",
    );
    expect((await machine.run("scripts/run", ["--help"])).stderr).toBe("");
    expect(await machine.calls("npm")).toHaveLength(1);
  });

  it("needs no npm where everything is there", async () => {
    await using machine = await FakeMachine.create({});
    expect(await machine.run("scripts/run", ["--help"])).toMatchObject({ code: 0, stderr: "" });
  });
});
