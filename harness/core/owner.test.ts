import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ownerIsAlive, thisOwner } from "./owner.ts";

const [pid = "", start = "", boot = ""] = thisOwner().split(".");

describe("an owner", () => {
  it("names the process, when it started and the boot it belongs to", () => {
    expect(pid).toBe(String(process.pid));
    expect(Number(start)).toBeGreaterThan(0);
    expect(readFileSync("/proc/sys/kernel/random/boot_id", "utf8").startsWith(boot)).toBe(true);
    expect(boot).toHaveLength(8);
  });

  it("fits into a folder's name and a label", () => {
    expect(thisOwner()).toMatch(/^[\w.-]+$/);
  });

  it("is the same for as long as the process lives", () => {
    expect(thisOwner()).toBe(thisOwner());
  });
});

describe("ownerIsAlive", () => {
  it("knows this process", () => {
    expect(ownerIsAlive(thisOwner())).toBe(true);
  });

  it("knows another process, whatever its name holds", () => {
    // The first process of a machine runs as long as the machine does.
    const stat = readFileSync("/proc/1/stat", "utf8");
    const itsStart = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    expect(ownerIsAlive(`1.${itsStart}.${boot}`)).toBe(true);
  });

  it.each([
    ["its number belongs to a later process now", `${pid}.${Number(start) - 1}.${boot}`],
    ["the machine was booted since", `${pid}.${start}.00000000`],
    ["no process has its number", `4194999.${start}.${boot}`],
    ["it is empty", ""],
    ["it is no owner at all", "somebody"],
    ["it has a number and nothing else", pid],
    ["it claims a process that is gone, started at undefined", `4194999..${boot}`],
  ])("says no where %s", (_why, owner) => {
    expect(ownerIsAlive(owner)).toBe(false);
  });
});
