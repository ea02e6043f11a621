import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runtimeFile, runtimeName } from "../../harness/host/docker-daemon.ts";
import type { Host } from "../../harness/host/index.ts";
import { command } from "./command.ts";
import { say } from "./say.ts";

const sources = join(import.meta.dirname, "../../fixtures/modules/oci-runtime");

/** Where the runtime is, unless a running daemon names another place. */
export function runtimePath({ cacheDir }: Pick<Host, "cacheDir">): string {
  return join(cacheDir, "host", runtimeFile);
}

/** The flags that make dockerd start every container through the runtime at `path`. */
export function runtimeFlags(path: string): readonly string[] {
  return ["--add-runtime", `${runtimeName}=${path}`, "--default-runtime", runtimeName];
}

/**
 * Builds the OCI runtime at `path` where it is missing or its sources have changed since.
 * @param env the environment that has Go
 */
export async function buildRuntime(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const wanted = await sourcesDigest();
  const stamp = `${path}.sources`;
  if ((await contentOf(path)) !== undefined && (await contentOf(stamp))?.toString() === wanted) return;
  say(
    `building ${path}: Docker's daemon may not hand on every capability here, and privileged containers need it`,
  );
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  await command({
    argv: ["go", "build", "-trimpath", "-buildvcs=false", "-o", fresh, "."],
    cwd: sources,
    env: { ...env, CGO_ENABLED: "0", GOFLAGS: "" },
    doing: `Building the OCI runtime ${path}`,
    hint: `cd ${sources} && go build .`,
  });
  await rename(fresh, path);
  await writeFile(stamp, wanted);
}

async function sourcesDigest(): Promise<string> {
  const files = (await readdir(sources)).filter((name) => /(?<!_test)\.go$|^go\.mod$/.test(name)).sort();
  const hash = createHash("sha256");
  for (const name of files) hash.update(`${name}\0`).update(await readFile(join(sources, name)));
  return hash.digest("hex");
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
