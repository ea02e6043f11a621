import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

/** Fewer than this and the load balancer of a workload cluster cannot keep the connections that it is configured for. */
const least = 8_192;

const about = { id: "open-files", title: "open-file limit" };

/** Whether programs may open enough files (the hard limit, which a program may raise itself to). */
export async function checkOpenFiles(host: Host): Promise<Finding> {
  const limits = (await host.read("/proc/self/limits")) ?? "";
  const hard = /^Max open files\s+\S+\s+(\d+|unlimited)/m.exec(limits)?.[1];
  if (hard === undefined)
    return { ...about, status: "warning", saw: "/proc/self/limits does not say", cure: "ulimit -Hn" };
  const enough = hard === "unlimited" || Number(hard) >= least;
  return {
    ...about,
    status: enough ? "ok" : "warning",
    saw: `${hard} per process`,
    ...(enough
      ? {}
      : { cure: `raise nofile to ${least} or more in /etc/security/limits.conf, then log in again` }),
  };
}
