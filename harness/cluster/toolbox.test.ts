import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silent } from "../core/progress.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { Toolbox } from "./toolbox.ts";

const context = {
  labId: "abcdef",
  ownership: { runId: "r", scenarioId: "area/one", owner: "o" },
  secretsDir: "/nonexistent",
  signal: new AbortController().signal,
  progress: silent,
};
const started = { when: "run *", stdout: "id-of-toolbox" };

describe("a toolbox", () => {
  it("is a container of ours on the lab's network, and goes when it is disposed of", async () => {
    await using docker = await fakeProgram("docker", [started, { when: "rm *" }]);
    {
      await using toolbox = await Toolbox.start(context, "toolbox:1");
      expect(toolbox.container).toBe("id-of-toolbox");
    }
    expect(await docker.calls()).toEqual([
      "run --detach --name tkglab-abcdef-toolbox --label tkglab.run=r --label tkglab.scenario=area/one --label tkglab.owner=o --network kind toolbox:1",
      "rm --force --volumes id-of-toolbox",
    ]);
  });

  it("takes a key without showing it to anyone who lists processes", async () => {
    await using folder = await temporaryFolder();
    await using docker = await fakeProgram("docker", [started, { when: "exec *" }]);
    const file = join(folder.path, "key");
    await writeFile(file, "the private key");
    await (await Toolbox.start(context, "toolbox:1")).takeKey(file);
    const [, call = ""] = await docker.calls();
    expect(call).toMatch(/^exec --interactive id-of-toolbox sh -c .* sh \/root\/\.ssh\/id_rsa$/);
    expect(call).not.toContain("private");
  });

  it("writes what it is given, for root alone, into folders that it makes", async () => {
    await using folder = await temporaryFolder();
    // Docker's part is to run the command elsewhere; here it runs in place.
    const shell = 'shift 3; exec "$@"';
    await using bin = await temporaryFolder();
    await writeFile(join(bin.path, "docker"), `#!/bin/sh\n[ "$1" = run ] && exit\n${shell}\n`, {
      mode: 0o755,
    });
    const before = process.env.PATH ?? "";
    process.env.PATH = `${bin.path}:${before}`;
    try {
      const toolbox = await Toolbox.start(context, "toolbox:1");
      const file = join(folder.path, "a b/c/$file");
      await toolbox.writeFile(file, "one\ntwo");
      expect(await readFile(file, "utf8")).toBe("one\ntwo");
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    } finally {
      process.env.PATH = before;
    }
  });

  it("says what it was doing when a command fails that has to succeed", async () => {
    const fails = { when: "exec *", stderr: "no such host", exitCode: 6 };
    await using _docker = await fakeProgram("docker", [started, fails]);
    const toolbox = await Toolbox.start(context, "toolbox:1");
    await expect(toolbox.runOk("Asking the registry", ["curl", "x"])).rejects.toThrow(
      "Asking the registry: docker exec id-of-toolbox curl x ended with exit code 6: no such host",
    );
    expect(await toolbox.run(["curl", "x"])).toMatchObject({ exitCode: 6, stderr: "no such host" });
  });
});
