import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { DockerGuard } from "./docker-guard.ts";

const contextIn = (secretsDir: string, signal = new AbortController().signal) => ({
  ...{ labId: "abcdef", secretsDir, signal, progress: silent },
  ownership: { runId: "r", scenarioId: "", owner: "o" },
});
const started = { when: "run *", stdout: "id-of-guard" };

describe("a Docker guard", () => {
  it("is a container without a network, which is told what is ours, and goes when it is disposed of", async () => {
    await using folder = await temporaryFolder();
    await using docker = await fakeProgram("docker", [started, { when: "--host *" }, { when: "rm *" }]);
    const guards = join(folder.path, "docker-guard");
    {
      await using guard = await DockerGuard.start(contextIn(folder.path), "guard:1");
      expect(guard.socket).toBe(join(guards, "docker.sock"));
      expect((await stat(guards)).mode & 0o777).toBe(0o700);
    }
    const ours = "--label tkglab.run=r --label tkglab.scenario= --label tkglab.owner=o";
    expect(await docker.calls()).toEqual([
      [
        `run --detach --name tkglab-abcdef-docker-guard ${ours} --network none`,
        `--volume /var/run/docker.sock:/var/run/docker.sock --volume ${guards}:/run/docker-guard guard:1`,
        `--docker /var/run/docker.sock --listen /run/docker-guard/docker.sock ${ours} --own tkglab.run=r`,
      ].join(" "),
      `--host unix://${guards}/docker.sock version`,
      "rm --force --volumes id-of-guard",
    ]);
  });

  it("waits until it listens: until then Docker's client takes it for a daemon that is not there", async () => {
    await using folder = await temporaryFolder();
    const bin = join(folder.path, "bin");
    await mkdir(bin);
    const calls = join(folder.path, "calls");
    const script = `#!/bin/sh
echo "$1" >>"${calls}"
[ "$1" = --host ] || exit 0
[ "$(grep -c host "${calls}")" = 1 ] || exit 0
echo "Cannot connect to the Docker daemon at $2. Is the docker daemon running?" >&2
exit 1
`;
    await writeFile(join(bin, "docker"), script, { mode: 0o755 });
    const before = process.env.PATH ?? "";
    process.env.PATH = `${bin}${delimiter}${before}`;
    try {
      await DockerGuard.start(contextIn(folder.path), "guard:1");
      expect(await readFile(calls, "utf8")).toBe("run\n--host\n--host\n");
    } finally {
      process.env.PATH = before;
    }
  });

  it("leaves nothing behind when it does not come up", async () => {
    await using folder = await temporaryFolder();
    const silence = { when: "--host *", stderr: "EOF", exitCode: 1 };
    await using docker = await fakeProgram("docker", [started, silence, { when: "rm *" }]);
    const stop = new AbortController();
    const over = expect(DockerGuard.start(contextIn(folder.path, stop.signal), "guard:1")).rejects.toThrow(
      "Ctrl-C",
    );
    while ((await docker.calls()).length < 2) await new Promise(setImmediate);
    stop.abort(new Error("Ctrl-C"));
    await over;
    expect((await docker.calls()).at(-1)).toBe("rm --force --volumes id-of-guard");
  });
});
