import { labels } from "../../core/labels.ts";
import { thisOwner } from "../../core/owner.ts";
import { capabilitiesMissingIn, daemonPid, usesOurRuntime } from "../docker-daemon.ts";
import type { DockerDaemon, DockerState } from "../docker-state.ts";
import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

const about = { id: "privileged", title: "privileged containers" };

/** A few images are enough: one without /bin/true says nothing, so the next one is asked. */
const imagesToTry = 3;

/** Whether a privileged container can start: by starting one where an image of ours is there, else by what the daemon may do. */
export async function checkPrivileged(host: Host, docker: DockerState): Promise<Finding> {
  if (docker.kind !== "answers")
    return { ...about, status: "warning", saw: "not looked at: Docker does not answer" };
  return (await byStartingOne(host)) ?? (await byCapabilities(host, docker));
}

async function byStartingOne(host: Host): Promise<Finding | undefined> {
  const images = await host.run("docker", ["image", "ls", "--quiet", "--filter", `label=${labels.asset}`]);
  for (const image of [...new Set(images?.stdout.split("\n"))].filter(Boolean).slice(0, imagesToTry)) {
    const own = [
      "--label",
      `${labels.run}=doctor`,
      "--label",
      `${labels.owner}=${thisOwner()}`,
      "--entrypoint",
      "/bin/true",
    ];
    const ran = await host.run("docker", ["run", "--rm", "--privileged", "--network", "none", ...own, image]);
    if (ran?.exitCode === 0) return { ...about, status: "ok", saw: `one started from image ${image}` };
    if (ran !== undefined && /operation not permitted|unable to apply caps/i.test(ran.stderr)) {
      return { ...about, status: "problem", saw: `one did not start: ${ran.stderr.trim()}`, cure: restart };
    }
  }
  return undefined;
}

async function byCapabilities(host: Host, docker: DockerDaemon): Promise<Finding> {
  const pid = await daemonPid(host);
  const missing = pid === undefined ? undefined : await capabilitiesMissingIn(host, pid);
  if (missing === undefined) {
    return {
      ...about,
      status: "ok",
      saw: "nothing speaks against them; the daemon's process cannot be seen from here",
    };
  }
  if (missing.length === 0) return { ...about, status: "ok", saw: "the daemon may hand on every capability" };
  const lacking = `the daemon lacks ${missing.join(", ")}`;
  if (!usesOurRuntime(docker)) {
    return {
      ...about,
      status: "problem",
      saw: `${lacking}, and its runtime is ${docker.defaultRuntime}`,
      cure: restart,
    };
  }
  if (docker.defaultRuntimePath.startsWith("/") && !(await host.exists(docker.defaultRuntimePath))) {
    const saw = `${lacking}, and its runtime ${docker.defaultRuntimePath} is gone`;
    return { ...about, status: "problem", saw, cure: "scripts/run builds it again" };
  }
  return { ...about, status: "ok", saw: `${lacking}; its runtime ${docker.defaultRuntime} makes up for it` };
}

const restart = "stop this daemon, then start scripts/run as root: it starts one with tkglab's OCI runtime";
