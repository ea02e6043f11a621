import { basename } from "node:path";
import { missingCapabilities } from "./capabilities.ts";
import { type DockerDaemon, type DockerState, dockerInfoArgs, dockerStateOf } from "./docker-state.ts";
import type { Host } from "./host.ts";
import { runtimeName } from "../core/runtime-name.ts";

/** Asks Docker how it is. */
export async function readDocker(host: Host): Promise<DockerState> {
  const result = await host.run("docker", dockerInfoArgs);
  return result === undefined ? { kind: "no-client" } : dockerStateOf(result);
}

/** The capabilities that this kernel knows and process `pid` can never have; undefined where /proc does not say. */
export async function capabilitiesMissingIn(host: Host, pid: string): Promise<readonly string[] | undefined> {
  return missingCapabilities(
    await host.read(`/proc/${pid}/status`),
    await host.read("/proc/sys/kernel/cap_last_cap"),
  );
}

/** The process of the daemon that runs on this machine; undefined when it runs elsewhere or cannot be seen from here. */
export async function daemonPid(host: Host): Promise<string | undefined> {
  const pid = (await host.read("/var/run/docker.pid"))?.trim();
  if (pid === undefined || !/^\d+$/.test(pid)) return undefined;
  return (await host.read(`/proc/${pid}/comm`))?.trim() === "dockerd" ? pid : undefined;
}

export { runtimeName };

/** The file name of that runtime. */
export const runtimeFile = "tkglab-oci-runtime";

/** Whether the daemon starts containers through our runtime, which asks only for what the host can grant. */
export function usesOurRuntime({ defaultRuntime, defaultRuntimePath }: DockerDaemon): boolean {
  return defaultRuntime === runtimeName || basename(defaultRuntimePath) === runtimeFile;
}
