import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

const about = { id: "docker-init", title: "init process of containers" };
const file = "/etc/docker/daemon.json";

/** Whether the daemon puts its own init into every container: a node is then without systemd as process 1 and does not boot (https://kind.sigs.k8s.io/docs/user/known-issues/#docker-init-daemon-config). */
export async function checkDockerInit(host: Host): Promise<Finding> {
  const text = await host.read(file);
  if (text === undefined) return { ...about, status: "ok", saw: `the image's own (no ${file})` };
  if (!/"init"\s*:\s*true\b/.test(text)) return { ...about, status: "ok", saw: "the image's own" };
  return {
    ...about,
    status: "problem",
    saw: `${file} says "init": true, so nodes die of "Couldn't find an alternative telinit implementation to spawn"`,
    cure: `take "init": true out of ${file}, then sudo systemctl restart docker`,
  };
}
