import { chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import { execOk } from "../../tools/exec.ts";
import { sha256OfFile } from "../sources.ts";
import type { BuildProduct, BuildRequest } from "./builder.ts";

/** Fetches the Node runtime that the lockfile pins; npm checks it against the checksum there. */
export async function fetchNodeRuntime({ work, signal }: BuildRequest): Promise<BuildProduct> {
  const install = join(work, "install");
  await mkdir(install);
  for (const file of ["package.json", "package-lock.json"]) {
    await cp(join(packageRoot, "fixtures/node-runtime", file), join(install, file));
  }
  await execOk({
    doing: "Fetching the Node runtime",
    file: "npm",
    args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    cwd: install,
    signal,
  });
  const program = join(work, "node");
  await rename(join(install, "node_modules", `node-linux-${process.arch}`, "bin/node"), program);
  await chmod(program, 0o755);
  await rm(install, { recursive: true });
  return { programs: { node: await sha256OfFile(program) } };
}
