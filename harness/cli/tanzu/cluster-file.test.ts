import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { createConfigHome } from "../../cluster/tkg/operator/config-home.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { chosenCluster, withName } from "./cluster-file.ts";

/** An operator with one configuration in a folder of the test's own. */
async function operator(text: string) {
  const dir = await temporaryFolder();
  const home = await createConfigHome({ dir: join(dir.path, "home"), version: "1.4" });
  const file = join(dir.path, "mine.yaml");
  await writeFile(file, text);
  return { ...dir, home, file, folder: dir.path };
}

describe("chosenCluster", () => {
  it("reads the file that was typed, from where it was typed", async () => {
    await using dir = await operator("CLUSTER_NAME: cheetah\nOS_NAME: ubuntu\n");
    const typed = relative(process.cwd(), dir.file);
    await using cluster = await chosenCluster({ ...dir, typed, name: undefined });
    expect(cluster.file).toBe(dir.file);
    expect(cluster.config).toMatchObject({ name: "cheetah", os: "ubuntu" });
  });

  it("takes the name of the command line, and leaves the operator's file as it is", async () => {
    const text = "CLUSTER_NAME: cheetah # fast\nOS_NAME: ubuntu\n";
    await using dir = await operator(text);
    const before = await readdir(dir.folder);
    const cluster = await chosenCluster({ ...dir, typed: dir.file, name: "puma" });
    expect(cluster.config).toMatchObject({ name: "puma", os: "ubuntu" });
    expect(await readFile(cluster.file, "utf8")).toBe('CLUSTER_NAME: "puma"\nOS_NAME: ubuntu\n');
    expect(await readFile(dir.file, "utf8")).toBe(text);
    await cluster[Symbol.asyncDispose]();
    expect(await readdir(dir.folder)).toEqual(before);
  });

  it("refuses a name that is none, in the operator's words", async () => {
    await using dir = await operator("OS_NAME: ubuntu\n");
    await expect(chosenCluster({ ...dir, typed: dir.file, name: "../puma" })).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(`${dir.file}: CLUSTER_NAME is "../puma": it has to be`) as string,
    });
    await expect(chosenCluster({ ...dir, typed: dir.file, name: undefined })).rejects.toThrow(
      `Reading the cluster configuration ${dir.file}: CLUSTER_NAME is missing`,
    );
  });

  it("says where configurations are when the file is not there", async () => {
    await using dir = await operator("");
    await expect(chosenCluster({ ...dir, typed: "/nonexistent/a.yaml", name: "a" })).rejects.toMatchObject({
      code: "usage",
      message: "Reading the cluster configuration /nonexistent/a.yaml: there is no such file",
      hint: `ls ${dir.home.clusterConfigs}`,
    });
  });
});

describe("withName", () => {
  it.each([
    ["OS_NAME: photon\n", 'CLUSTER_NAME: "puma"\nOS_NAME: photon\n'],
    ["A: 1\nCLUSTER_NAME : x\nB: 2\n", 'A: 1\nCLUSTER_NAME: "puma"\nB: 2\n'],
    ["#CLUSTER_NAME: x\n", 'CLUSTER_NAME: "puma"\n#CLUSTER_NAME: x\n'],
    ["CLUSTER_NAME:", 'CLUSTER_NAME: "puma"'],
  ])("%j", (text, named) => {
    expect(withName(text, "puma")).toBe(named);
  });

  it("takes the name as it is", () => {
    expect(withName("CLUSTER_NAME: x", "$&")).toBe('CLUSTER_NAME: "$&"');
  });
});
