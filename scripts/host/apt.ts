import { $ } from "zx";
import { command } from "./command.ts";
import type { Distribution } from "./os-release.ts";
import { aptInstall, packagesFor, type Program } from "./programs.ts";
import { say } from "./say.ts";

const env = { DEBIAN_FRONTEND: "noninteractive" };
// Another apt at work (unattended upgrades on a fresh machine) is waited for. Seconds.
const lock = ["-o", "DPkg::Lock::Timeout=300"];

/** Installs the Debian packages that bring these programs. Only root can. */
export async function aptInstallPrograms(
  distribution: Distribution,
  programs: readonly Program[],
): Promise<void> {
  const { packages } = packagesFor(distribution, programs);
  const doing = `Installing ${packages.join(", ")}`;
  const hint = "see whether this machine reaches its Debian mirror: apt-get update";
  say(`${doing}; this takes a minute or two`);
  await command({ argv: ["apt-get", ...lock, "update"], doing, hint, env });
  const all = [...packages, ...(programs.includes("docker") ? await clientPackage() : [])];
  await command({ argv: ["apt-get", ...lock, ...aptInstall, ...all], doing, hint, env });
}

/** Since Debian 13 the client is a package of its own, which docker.io merely recommends. */
async function clientPackage(): Promise<readonly string[]> {
  const shown = await $({ quiet: true, nothrow: true })`apt-cache show docker-cli`;
  return shown.exitCode === 0 ? ["docker-cli"] : [];
}
