import { readFile } from "node:fs/promises";
import type { Ailment } from "./ailment.ts";

const counters = "/proc/vmstat";

/**
 * How many processes the kernel has killed for lack of memory since it was booted, those in containers with a limit too;
 * undefined where the kernel does not count them (before Linux 4.13).
 */
export async function outOfMemoryKills(): Promise<number | undefined> {
  const text = await readFile(counters, "utf8").catch(() => ""); // no Linux, so no such number
  const count = /^oom_kill (\d+)$/m.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Whether processes have been killed for lack of memory since `before` was counted. */
export async function examineMemory(before: number | undefined): Promise<Ailment[]> {
  const now = await outOfMemoryKills();
  const killed = (now ?? 0) - (before ?? now ?? 0);
  if (killed <= 0) return [];
  return [
    {
      code: "no-memory",
      what: `the kernel killed ${killed} ${killed === 1 ? "process" : "processes"} for lack of memory meanwhile`,
      hint: "dmesg | grep -i 'killed process'; tkglab doctor",
    },
  ];
}
