import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { $, which } from "zx";
import { leastGo } from "../../harness/host/checks/go.ts";
import type { Host } from "../../harness/host/index.ts";
import { compareVersions, isAtLeast } from "../../harness/host/version.ts";
import { command } from "./command.ts";
import { assertChecksumDatabase } from "./go-checksum-database.ts";
import { HarnessError } from "../../harness/core/errors.ts";
import { say } from "./say.ts";

/** The Go that is brought where the one at hand is too old. */
export const toolchain = "1.26.8";
/** The oldest Go that can bring another one: later ones verify a module without a go.sum in the same way. */
const oldestBootstrap = "1.18";

/** What has to be in the environment so that `go` is new enough; nothing where it is so already. */
export type GoEnv = Readonly<Record<string, string | undefined>>;

interface FoundGo {
  readonly program: string;
  readonly version: string;
}

/**
 * Finds a Go that can build everything, or brings it as a checksummed Go module with the help of an older one.
 * @returns undefined when there is no Go at all
 * @throws HarnessError when there is one, but it cannot bring a newer one
 */
export async function ensureGo({ cacheDir }: Pick<Host, "cacheDir">): Promise<GoEnv | undefined> {
  const [home, ...others] = goFolders(cacheDir);
  const onPath = await goAt(await which("go", { nothrow: true }));
  if (onPath !== undefined && isAtLeast(onPath.version, leastGo)) return {};
  for (const folder of [home, ...others]) {
    const found = await goAt(join(folder, "bin/go"));
    if (found !== undefined && isAtLeast(found.version, leastGo)) return envOf(folder);
  }
  if (onPath === undefined) return undefined;
  await bringToolchain(onPath, home);
  return envOf(home);
}

/** Where a Go may be that is not on the PATH: first the one that tkglab brings, then where go.dev's archive goes. */
export function goFolders(cacheDir: string): readonly [home: string, ...others: string[]] {
  const root = process.env.TKGLAB_HOST_ROOT ?? "";
  return [join(cacheDir, "go-toolchain", toolchain), join(root, "/usr/local/go")];
}

/** GOROOT would lead the new Go to the old one's library. */
function envOf(home: string): GoEnv {
  return { PATH: [join(home, "bin"), process.env.PATH ?? ""].join(delimiter), GOROOT: undefined };
}

async function goAt(program: string | null): Promise<FoundGo | undefined> {
  if (program === null) return undefined;
  const env = { ...process.env, GOTOOLCHAIN: "local" };
  const { exitCode, stdout } = await $({ quiet: true, nothrow: true, env })`${program} version`;
  const version = /\bgo(\d\S*)/.exec(stdout)?.[1];
  return exitCode === 0 && version !== undefined ? { program, version } : undefined;
}

async function bringToolchain({ program, version }: FoundGo, home: string): Promise<void> {
  const doing = `Bringing Go ${toolchain} (the Go on this machine is ${version}, ${leastGo} or newer is needed)`;
  const hint = `install Go ${leastGo} or newer and put it first in PATH`;
  if (compareVersions(version, oldestBootstrap) < 0) {
    throw new HarnessError({
      code: "missing-tool",
      message: `${doing}: Go before ${oldestBootstrap} cannot bring a newer one`,
      hint,
    });
  }
  // No flags of the user's: they are meant for other modules, and could switch a verification off.
  const env = { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "" };
  const settings = await command({ argv: [program, "env", "-json"], doing, hint, env });
  const { GOHOSTOS, GOHOSTARCH } = assertChecksumDatabase(settings, doing);
  say(`${doing}; this takes less than a minute`);
  const folder = await mkdtemp(join(tmpdir(), "tkglab-go-"));
  try {
    await writeFile(join(folder, "go.mod"), "module tkglab.test/toolchain\n");
    const module = `golang.org/toolchain@v0.0.1-go${toolchain}.${GOHOSTOS}-${GOHOSTARCH}`;
    const said = await command({
      argv: [program, "mod", "download", "-json", module],
      doing,
      hint,
      cwd: folder,
      env,
    });
    const dir = /"Dir": "(.+)"/.exec(said)?.[1];
    if (dir === undefined)
      throw new HarnessError({ code: "tool-failed", message: `${doing}: go did not say where`, hint });
    await makeExecutable(dir);
    await link(dir, home);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A module's zip has no file modes, and only Go 1.21 and later set them on a toolchain. */
async function makeExecutable(dir: string): Promise<void> {
  for (const folder of ["bin", "pkg/tool"]) {
    const entries = await readdir(join(dir, folder), { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile());
    await Promise.all(files.map(({ parentPath, name }) => chmod(join(parentPath, name), 0o555)));
  }
}

async function link(dir: string, home: string): Promise<void> {
  await mkdir(join(home, ".."), { recursive: true });
  // A link that is there already leads into a module cache that has been cleaned.
  await rm(home, { force: true });
  await symlink(dir, home);
}
