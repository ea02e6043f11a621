import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

const about = { id: "cgroups", title: "control groups" };

/** Which control groups this machine has, and what that means for the nodes. */
export async function checkCgroups(host: Host): Promise<Finding> {
  const kinds = ((await host.read("/proc/mounts")) ?? "").split("\n").map((mount) => mount.split(" ")[2]);
  const v1 = kinds.includes("cgroup");
  const v2 = kinds.includes("cgroup2");
  if (v2 && !v1) return { ...about, status: "ok", saw: "v2" };
  if (v1 && v2) {
    return {
      ...about,
      status: "ok",
      saw: "hybrid (v1 with v2 beside it); Kubernetes sees v1, and 1.34 is the last that starts on it",
    };
  }
  if (v1) return { ...about, status: "ok", saw: "v1; Kubernetes 1.34 is the last that starts on it" };
  return {
    ...about,
    status: "problem",
    saw: "none is mounted",
    cure: "mount -t cgroup2 none /sys/fs/cgroup, or boot with systemd",
  };
}
