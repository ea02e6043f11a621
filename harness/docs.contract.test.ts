import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "./core/package-root.ts";
import { documents, fencesOf } from "./documents.ts";
import { processHost, startRegistryProcess } from "./registry/registry-process.ts";

/** The files that the pages show whole, in a folder that looks like the package's. */
const files = documents()
  .flatMap(fencesOf)
  .flatMap(({ mark, code }) => (mark?.kind === "file" ? [{ path: mark.path, code }] : []));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tkglab-docs-"));
  for (const name of ["harness", "package.json", "node_modules"])
    await symlink(join(packageRoot, name), join(folder, name));
  for (const { path, code } of files) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
});
afterAll(() => rm(folder, { recursive: true }));

describe("the code of the pages", () => {
  it("fits the types", async () => {
    expect(files.map(({ path }) => path)).toContain("own-harbor.ts");
    const config = { extends: join(packageRoot, "tsconfig.json"), include: ["*.ts", "scenarios"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(packageRoot, "node_modules/typescript/bin/tsc");
    expect(node([tsc, "--project", folder])).toMatchObject({ status: 0, stdout: "" });
  });

  it("has scenarios that can be read, under the id that their file says", () => {
    const ids = files.flatMap(({ path }) => /^scenarios\/(.+)\.scenario\.ts$/.exec(path)?.[1] ?? []);
    expect(ids).toContain("containerd/install-forgotten");
    const discover = `
      import { discoverScenarios } from ${JSON.stringify(join(packageRoot, "harness/scenario/discover.ts"))};
      const { found, unreadable } = await discoverScenarios("scenarios");
      for (const { scenario } of found) console.log(scenario.header.id);
      for (const { error } of unreadable) console.log(error.message);`;
    const { stdout } = node(["--input-type=module", "--eval", discover]);
    expect(stdout.trim().split("\n")).toEqual(ids);
  });

  it("meets a registry of one's own", async () => {
    await using registry = await startRegistryProcess();
    const { code = "" } = files.find(({ path }) => path === "own-harbor.ts") ?? {};
    const place = `connect: { address: "127.0.0.1", port: ${registry.target.port} }`;
    const here = code.replace('url: "https://harbor.example.com"', `url: "https://${processHost}", ${place}`);
    expect(here).not.toBe(code);
    await writeFile(join(folder, "own-harbor-here.ts"), here);
    const said = node(["own-harbor-here.ts"], { HARBOR_PASSWORD: registry.password.reveal() });
    expect(said).toMatchObject({ status: 0, stderr: "" });
    expect(said.stdout).toContain("status: 'healthy'");
    expect(said.stdout).toContain(registry.ca.certificatePem.trim());
    expect(said.stdout.trimEnd().split("\n").slice(-4)).toEqual([
      `curl --fail --silent --show-error https://${processHost}/api/v2.0/systeminfo/getcert -k -o harbor-registry.crt`,
      "sudo cp harbor-registry.crt /etc/ssl/certs/harbor-registry.crt",
      "sudo /usr/bin/rehash_ca_certificates.sh",
      "sudo systemctl restart containerd",
    ]);
  });
});

function node(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  // A process that is told so takes itself for a worker of vitest.
  const env = { ...process.env, VITEST_WORKER_ID: undefined, NODE_OPTIONS: undefined, ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}
