import { basename, delimiter, dirname, join } from "node:path";
import { which } from "zx";
import { readDocker } from "../../harness/host/docker-daemon.ts";
import type { DockerState } from "../../harness/host/docker-state.ts";
import { type Host, thisHost } from "../../harness/host/index.ts";
import { HarnessError } from "../../harness/core/errors.ts";
import { goFolders } from "./go-toolchain.ts";
import { type Distribution, readOsRelease } from "./os-release.ts";
import { type Program, programNames } from "./programs.ts";

/** The machine as it was found. */
export interface HostFacts {
  readonly host: Host;
  /** Whether this user may install packages and start daemons. */
  readonly root: boolean;
  readonly distribution: Distribution;
  readonly systemd: boolean;
  readonly docker: DockerState;
  /** DOCKER_HOST, where it is set: the daemon is then somebody else's matter. */
  readonly dockerHost: string | undefined;
  readonly programs: ReadonlySet<Program>;
}

/** The cache folder, which scripts/bootstrap.sh has made absolute. */
export function cacheDir(): string {
  const dir = process.env.TKGLAB_CACHE;
  if (dir !== undefined && dir !== "") return dir;
  throw new HarnessError({
    code: "usage",
    message: "Looking for the cache folder: TKGLAB_CACHE is not set",
    hint: "start scripts/run or scripts/test, which set it",
  });
}

/** Looks at everything that the preparation depends on; changes nothing. Takes well under a second. */
export async function lookAround(): Promise<HostFacts> {
  // TKGLAB_HOST_ROOT shows a test another machine's /etc and /proc.
  const host = thisHost({ cacheDir: cacheDir(), root: process.env.TKGLAB_HOST_ROOT ?? "" });
  const [docker, osRelease, systemd, id, programs] = await Promise.all([
    readDocker(host),
    host.read("/etc/os-release"),
    host.exists("/run/systemd/system"),
    host.run("id", ["-u"]),
    installedPrograms(host.cacheDir),
  ]);
  return {
    host,
    root: id?.stdout === "0",
    distribution: readOsRelease(osRelease),
    systemd,
    docker,
    dockerHost: process.env.DOCKER_HOST,
    programs,
  };
}

async function installedPrograms(cache: string): Promise<ReadonlySet<Program>> {
  const path = withSystemFolders(process.env.PATH ?? "");
  const found = new Set<Program>();
  // as: the keys of a const object are its own names.
  for (const program of Object.keys(programNames) as Program[]) {
    for (const name of programNames[program]) {
      if ((await which(name, { nothrow: true, path })) !== null) found.add(program);
    }
  }
  const goPath = goFolders(cache)
    .map((folder) => join(folder, "bin"))
    .join(delimiter);
  if ((await which("go", { nothrow: true, path: goPath })) !== null) found.add("go");
  if ((process.env.TKGLAB_CHROMIUM ?? "") !== "") found.add("chromium");
  return found;
}

/** A PATH with the sbin beside each bin: Debian keeps dockerd where only root's PATH leads. */
export function withSystemFolders(path: string): string {
  const folders = path.split(delimiter).filter(Boolean);
  const system = folders
    .filter((folder) => basename(folder) === "bin")
    .map((folder) => join(dirname(folder), "sbin"));
  return [...new Set([...folders, ...system])].join(delimiter);
}
