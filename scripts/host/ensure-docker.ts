import { dirname } from "node:path";
import { HarnessError } from "../../harness/core/errors.ts";
import { capabilitiesMissingIn, daemonPid, usesOurRuntime } from "../../harness/host/docker-daemon.ts";
import type { DockerState } from "../../harness/host/docker-state.ts";
import { command } from "./command.ts";
import type { GoEnv } from "./go-toolchain.ts";
import { type HostFacts, lookAround } from "./look-around.ts";
import { type Wishes, whyHandsOff } from "./needs.ts";
import { buildRuntime, runtimeFlags, runtimePath } from "./oci-runtime.ts";
import { startDaemon } from "./start-daemon.ts";
import { untilDockerAnswers } from "./until-docker-answers.ts";

export interface EnsureDockerInput {
  readonly facts: HostFacts;
  readonly wishes: Wishes;
  /** Whether Docker was installed a moment ago: its daemon is then nobody's yet, and may be restarted. */
  readonly fresh: boolean;
  /** Gives an environment with Go, or throws what to do. Asked only when something has to be built. */
  readonly go: () => Promise<GoEnv>;
}

/** Makes sure that a daemon answers and that it can start privileged containers. */
export async function ensureDocker(input: EnsureDockerInput): Promise<void> {
  const { facts, fresh } = input;
  switch (facts.docker.kind) {
    case "no-client":
      throw noDocker("there is still no docker on the PATH", "docker info");
    case "forbidden":
      throw noDocker(facts.docker.said, 'sudo usermod -aG docker "$USER", then log in again');
    case "silent":
      await start(input, facts.docker.said);
      return;
    case "answers":
      if (fresh) await restart(input);
      else await checkRunning(input, facts.docker);
  }
}

/** A daemon that is up but silent is still starting: a second one beside it would only die. */
async function start(input: EnsureDockerInput, said: string): Promise<void> {
  const { facts, wishes, go } = input;
  if (facts.dockerHost !== undefined) {
    throw noDocker(
      `DOCKER_HOST is ${facts.dockerHost}, and nobody answers there: ${said}`,
      "unset DOCKER_HOST",
    );
  }
  if ((await daemonPid(facts.host)) !== undefined) {
    await untilDockerAnswers({ host: facts.host, hint: "docker info" });
    await ensureDocker({ ...input, facts: await lookAround() });
    return;
  }
  const why = whyHandsOff(facts, wishes);
  if (why !== undefined) {
    const byHand = "sudo sh -c 'setsid dockerd >>/var/log/dockerd.log 2>&1 </dev/null &'";
    throw noDocker(
      `the daemon does not answer, and it is not started here (${why}); docker says: ${said}`,
      facts.systemd ? "sudo systemctl start docker" : byHand,
    );
  }
  await startDaemon({ ...facts, flags: await flagsFor(facts, go) });
}

async function restart({ facts, go }: EnsureDockerInput): Promise<void> {
  const flags = await flagsFor(facts, go);
  if (flags.length === 0) return;
  if (!facts.systemd) {
    const stop = {
      doing: "Stopping the daemon that its package has just started",
      hint: "service docker status",
    };
    await command({ argv: ["service", "docker", "stop"], ...stop });
  }
  await startDaemon({ ...facts, flags });
}

/** A daemon inherits its bounding set from whoever starts it: systemd (process 1), or this process. */
async function flagsFor({ host, systemd }: HostFacts, go: () => Promise<GoEnv>): Promise<readonly string[]> {
  const missing = await capabilitiesMissingIn(host, systemd ? "1" : "self");
  if (missing === undefined || missing.length === 0) return [];
  const path = runtimePath(host);
  await buildRuntime(path, await go());
  return runtimeFlags(path);
}

async function checkRunning(
  { facts: { host, systemd }, go }: EnsureDockerInput,
  docker: DockerState & { readonly kind: "answers" },
): Promise<void> {
  const pid = await daemonPid(host);
  const missing = pid === undefined ? [] : ((await capabilitiesMissingIn(host, pid)) ?? []);
  if (pid === undefined || missing.length === 0) return;
  if (!usesOurRuntime(docker)) {
    throw noDocker(
      `the daemon that runs (process ${pid}) lacks ${missing.join(", ")}, so no privileged container can start, ` +
        `and its runtime ${docker.defaultRuntime} does not make up for it`,
      `${systemd ? "sudo systemctl stop docker.socket docker" : `sudo kill ${pid}`}, then start scripts/run as root: ` +
        "it starts a daemon with tkglab's OCI runtime",
    );
  }
  const path = docker.defaultRuntimePath;
  const ours = dirname(path) === dirname(runtimePath(host));
  if (ours || !(await host.exists(path))) await buildRuntime(path, await go());
}

function noDocker(happened: string, hint: string): HarnessError {
  return new HarnessError({ code: "no-docker", message: `Preparing Docker: ${happened}`, hint });
}
