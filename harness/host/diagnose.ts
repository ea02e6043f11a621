import { messageOf } from "../core/errors.ts";
import { checkCgroups } from "./checks/cgroups.ts";
import { checkDebootstrap } from "./checks/debootstrap.ts";
import { checkDisk } from "./checks/disk.ts";
import { checkDockerInit } from "./checks/docker-init.ts";
import { checkDockerSnap } from "./checks/docker-snap.ts";
import { checkDocker } from "./checks/docker.ts";
import { checkGo } from "./checks/go.ts";
import { checkInotify } from "./checks/inotify.ts";
import { checkLeftovers } from "./checks/leftovers.ts";
import { checkMemory } from "./checks/memory.ts";
import { checkNode } from "./checks/node.ts";
import { checkOpenFiles } from "./checks/open-files.ts";
import { checkPorts } from "./checks/ports.ts";
import { checkPrivileged } from "./checks/privileged.ts";
import { readDocker } from "./docker-daemon.ts";
import type { Finding } from "./finding.ts";
import type { Host } from "./host.ts";

export interface DiagnoseInput {
  readonly host: Host;
  /** What earlier runs left: one line each. */
  readonly leftovers: () => Promise<readonly string[]>;
}

/** Looks at everything that tkglab needs of its host; changes nothing. */
export async function diagnose({ host, leftovers }: DiagnoseInput): Promise<readonly Finding[]> {
  const docker = await readDocker(host);
  const checks: readonly (readonly [id: string, check: () => Finding | Promise<Finding>])[] = [
    ["docker", () => checkDocker(docker)],
    ["privileged", () => checkPrivileged(host, docker)],
    ["docker-init", () => checkDockerInit(host)],
    ["docker-snap", () => checkDockerSnap(docker)],
    ["cgroups", () => checkCgroups(host)],
    ["inotify", () => checkInotify(host)],
    ["open-files", () => checkOpenFiles(host)],
    ["memory", () => checkMemory(host)],
    ["disk", () => checkDisk(host, docker)],
    ["ports", () => checkPorts(host)],
    ["node", () => checkNode(host)],
    ["go", () => checkGo(host)],
    ["debootstrap", () => checkDebootstrap(host)],
    ["leftovers", () => checkLeftovers(leftovers)],
  ];
  return await Promise.all(checks.map(([id, check]) => finish(id, check)));
}

/** One check that cannot look must not hide what the others see. */
async function finish(id: string, check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return { id, title: id, status: "problem", saw: `it could not be looked at: ${messageOf(error)}` };
  }
}
