import { HarnessError } from "../../harness/core/errors.ts";
import type { HostFacts } from "./look-around.ts";
import { isLike } from "./os-release.ts";
import { installAdvice, type Program } from "./programs.ts";

/** What the caller is about to do with the host. */
export interface Wishes {
  /** Whether Debian packages may be installed and a daemon may be started. */
  readonly install: boolean;
  /** Building images: a must, good to have (what cannot be pulled is built), or not asked for. */
  readonly build: "required" | "wanted" | "unwanted";
  /** Whether all tests are to run, also those that need a browser. */
  readonly tests: boolean;
}

/** The programs that are missing: those without which nothing goes on, and those that only some ways need. */
export interface Needs {
  readonly required: readonly Program[];
  readonly wanted: readonly Program[];
}

type Seen = Pick<HostFacts, "docker" | "dockerHost" | "programs">;

/** Which programs are missing for what is wished. */
export function needsOf({ docker, dockerHost, programs }: Seen, { build, tests }: Wishes): Needs {
  const required: Program[] = docker.kind === "no-client" ? ["docker"] : [];
  if ((docker.kind === "no-client" || docker.kind === "silent") && dockerHost === undefined) {
    required.push("dockerd", "iptables");
  }
  if (tests) required.push("chromium", "openssl");
  const forBuild: readonly Program[] = ["debootstrap", "go", "cc"];
  if (build === "required") required.push(...forBuild);
  const isMissing = (program: Program) => !programs.has(program);
  return {
    required: required.filter(isMissing),
    wanted: build === "wanted" ? forBuild.filter(isMissing) : [],
  };
}

/** Why tkglab leaves this host as it is, so that a person has to act; undefined where it may install and start things. */
export function whyHandsOff(
  { root, distribution }: Pick<HostFacts, "root" | "distribution">,
  { install }: Pick<Wishes, "install">,
): string | undefined {
  if (!install) return "--no-install is set";
  if (!isLike(distribution, "debian")) return `this is ${distribution.name}, not Debian or Ubuntu`;
  return root ? undefined : "this user is not root";
}

/** The error for programs that are missing and may not, or cannot, be installed here. */
export function missingPrograms(
  { distribution }: Pick<HostFacts, "distribution">,
  programs: readonly Program[],
  why: string,
): HarnessError {
  const verb = programs.length === 1 ? "is" : "are";
  return new HarnessError({
    code: "missing-tool",
    message: `Preparing this machine: ${programs.join(", ")} ${verb} missing, and not installed here: ${why}`,
    hint: installAdvice(distribution, programs),
  });
}
