import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

/** What kind asks for where several nodes share a machine: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const least = { max_user_watches: 524_288, max_user_instances: 512 };

/** Whether there are enough inotify watches: with too few, Pods of the second or third node die of "too many open files". */
export async function checkInotify(host: Host): Promise<Finding> {
  const saw: string[] = [];
  const cures: string[] = [];
  for (const [name, wanted] of Object.entries(least)) {
    const value = Number(await host.read(`/proc/sys/fs/inotify/${name}`));
    saw.push(`${name} ${value}`);
    if (!(value >= wanted)) cures.push(`fs.inotify.${name}=${wanted}`);
  }
  return {
    id: "inotify",
    title: "inotify limits",
    status: cures.length === 0 ? "ok" : "warning",
    saw: saw.join(", "),
    ...(cures.length === 0 ? {} : { cure: `sudo sysctl ${cures.join(" ")}` }),
  };
}
