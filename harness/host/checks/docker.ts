import type { DockerState } from "../docker-state.ts";
import type { Finding } from "../finding.ts";

const about = { id: "docker", title: "Docker" };

/** Whether Docker is there and answers, and which one it is. */
export function checkDocker(docker: DockerState): Finding {
  switch (docker.kind) {
    case "no-client":
      return {
        ...about,
        status: "problem",
        saw: "no docker on the PATH",
        cure: "scripts/run installs it (as root on Debian or Ubuntu), or: sudo apt-get install docker.io",
      };
    case "forbidden":
      return {
        ...about,
        status: "problem",
        saw: `this user may not talk to the daemon: ${docker.said}`,
        cure: 'sudo usermod -aG docker "$USER", then log in again',
      };
    case "silent":
      return {
        ...about,
        status: "problem",
        saw: `the daemon does not answer: ${docker.said}`,
        cure: "sudo systemctl start docker (without systemd: scripts/run starts it, as root)",
      };
    case "answers":
      return {
        ...about,
        status: "ok",
        saw: `client ${docker.clientVersion || "(does not say)"}, server ${docker.serverVersion}, storage driver ${docker.storageDriver}`,
      };
  }
}
