import { type Finding, gibibyte, inGibibytes } from "../finding.ts";
import type { Host } from "../host.ts";

/** A management cluster with one workload cluster, and the tests beside it. Bytes. */
const least = 6 * gibibyte;

const about = { id: "memory", title: "memory" };

/** Whether the machine has the memory for two clusters, and whether it is free now. */
export async function checkMemory(host: Host): Promise<Finding> {
  const text = (await host.read("/proc/meminfo")) ?? "";
  const total = bytesOf(text, "MemTotal");
  const available = bytesOf(text, "MemAvailable");
  if (total === undefined || available === undefined) {
    return {
      ...about,
      status: "warning",
      saw: "/proc/meminfo does not say",
      cure: `see that ${inGibibytes(least)} are free`,
    };
  }
  const saw = `${inGibibytes(available)} available of ${inGibibytes(total)}`;
  if (total < least) {
    return { ...about, status: "problem", saw, cure: `use a machine with at least ${inGibibytes(least)}` };
  }
  if (available < least) {
    return {
      ...about,
      status: "warning",
      saw,
      cure: `end other programs until ${inGibibytes(least)} are available`,
    };
  }
  return { ...about, status: "ok", saw };
}

function bytesOf(meminfo: string, key: string): number | undefined {
  const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB$`, "m").exec(meminfo)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
