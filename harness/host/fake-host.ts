import type { CommandResult } from "../tools/exec.ts";
import type { DockerState } from "./docker-state.ts";
import { gibibyte } from "./finding.ts";
import type { Host } from "./host.ts";

export interface FakeHostParts {
  /** Texts by path; what is not here does not exist. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a program prints and how it ends, by its command line or a beginning of it. */
  readonly programs?: Readonly<Record<string, Partial<CommandResult>>>;
  /** Free bytes by path; 100 GiB unless told. */
  readonly free?: Readonly<Record<string, number>>;
  readonly nodeVersion?: string;
}

/** A machine for tests: nothing is on it but what is given. */
export function fakeHost({
  files = {},
  programs = {},
  free = {},
  nodeVersion = "v24.0.0",
}: FakeHostParts): Host {
  return {
    cacheDir: "/cache",
    nodeVersion,
    read: (path) => Promise.resolve(files[path]),
    exists: (path) => Promise.resolve(path in files),
    run: (file, args) => {
      const command = [file, ...args].join(" ");
      const found = Object.entries(programs).find(([beginning]) => command.startsWith(beginning))?.[1];
      const silence = { command, exitCode: 0, stdout: "", stderr: "", ms: 0 };
      return Promise.resolve(found === undefined ? undefined : { ...silence, ...found });
    },
    freeBytes: (path) => Promise.resolve(free[path] ?? 100 * gibibyte),
  };
}

/** A daemon like most are. */
export const usualDocker = {
  kind: "answers",
  clientVersion: "28.2.2",
  serverVersion: "28.2.2",
  storageDriver: "overlay2",
  rootDir: "/var/lib/docker",
  cgroupVersion: "2",
  defaultRuntime: "runc",
  defaultRuntimePath: "runc",
} as const satisfies DockerState;
