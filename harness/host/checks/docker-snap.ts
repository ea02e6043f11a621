import type { DockerState } from "../docker-state.ts";
import type { Finding } from "../finding.ts";

const about = { id: "docker-snap", title: "origin of Docker" };

/** Whether Docker is the snap, which cannot read most temporary folders (https://kind.sigs.k8s.io/docs/user/known-issues/#docker-installed-with-snap). */
export function checkDockerSnap(docker: DockerState): Finding {
  if (docker.kind !== "answers")
    return { ...about, status: "warning", saw: "not looked at: Docker does not answer" };
  if (!docker.rootDir.startsWith("/var/snap/")) return { ...about, status: "ok", saw: "not the snap" };
  return {
    ...about,
    status: "warning",
    saw: `the snap (its data is in ${docker.rootDir}); it cannot read temporary folders outside the home folder`,
    cure: 'mkdir -p "$HOME/tmp" && export TMPDIR="$HOME/tmp", or install docker.io instead',
  };
}
