import { readFileSync } from "node:fs";

/**
 * Names this process so that another one can tell later whether it is still alive: its id, when it started (a process
 * id is used again) and the boot it belongs to.
 */
export function thisOwner(): string {
  return `${process.pid}.${startOf(process.pid) ?? "0"}.${bootId()}`;
}

/** Whether the process that an owner label names is still at work on this machine. */
export function ownerIsAlive(owner: string): boolean {
  const [pid, start, boot] = owner.split(".");
  return boot === bootId() && start === startOf(Number(pid));
}

/** When a process started, in clock ticks since boot: field 22 of /proc/<pid>/stat; undefined when it has ended. */
function startOf(pid: number): string | undefined {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses and may hold anything, spaces too.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A killed process stays in the list until its parent asks after it, which process 1 of a container may never do.
  return fields?.[0] === "Z" ? undefined : fields?.[19];
}

function bootId(): string {
  return readOrNothing("/proc/sys/kernel/random/boot_id")?.slice(0, 8) ?? "unknown";
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}
