import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { budgets } from "./budgets.ts";
import { ownerIsAlive, thisOwner } from "./owner.ts";
import { notYet, ready, waitFor } from "./wait-for.ts";

const boot = thisOwner().split(".")[2] ?? "";

/** A process by its number: its program, whether it runs, and when it started. */
function lookAt(pid: number) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
  return { program, state: fields[0] ?? "", start: fields[19] ?? "" };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const look = () => (holds() ? ready(undefined) : notYet("not so yet"));
  await waitFor({ what, look, budget: budgets.sshReady });
}

describe("ownerIsAlive", () => {
  it("says no of a killed process that its parent has not asked after", async () => {
    // The shell becomes a program that never asks after the child it has inherited.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const lines: unknown[] = await once(createInterface(parent.stdout), "line");
      const pid = Number(lines[0]);
      const owner = `${pid}.${lookAt(pid).start}.${boot}`;
      expect(ownerIsAlive(owner)).toBe(true);
      await until("the shell to become sleep", () => lookAt(parent.pid ?? 0).program === "sleep");
      process.kill(pid, "SIGKILL");
      await until("the child to have ended", () => lookAt(pid).state === "Z");
      expect(ownerIsAlive(owner)).toBe(false);
    } finally {
      parent.kill("SIGKILL");
    }
  });
});
