import type { Finding } from "../finding.ts";

/** Whether something of a run that has ended is still there. */
export async function checkLeftovers(leftovers: () => Promise<readonly string[]>): Promise<Finding> {
  const left = await leftovers();
  return {
    id: "leftovers",
    title: "leftovers of earlier runs",
    status: left.length === 0 ? "ok" : "warning",
    saw: left.length === 0 ? "none" : left.join(", "),
    ...(left.length === 0 ? {} : { cure: "tkglab sweep" }),
  };
}
