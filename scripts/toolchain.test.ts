import { describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-machine.ts";

const programs = ["docker", "dockerd", "iptables", "debootstrap", "cc", "go"];

describe("scripts/run and Go", { timeout: 30_000 }, () => {
  it("brings a newer Go as a checksummed module, and puts it first in PATH", async () => {
    await using machine = await FakeMachine.create({ programs });
    await machine.startDaemon();
    const ran = await machine.run("scripts/run", [], { FAKE_GO: "1.19.8", GOROOT: "/usr/lib/go-1.19" });
    expect(ran.stderr).toBe(
      "tkglab: Bringing Go 1.26.8 (the Go on this machine is 1.19.8, 1.26.2 or newer is needed); this takes less than a minute\n",
    );
    expect(ran.stdout).toContain(`"path":["${machine.cache}/go-toolchain/1.26.8/bin"`);
    expect(ran.stdout, "the old library must not meet the new compiler").toContain('"goroot":null');
    expect(await machine.calls("go")).toContain(
      "mod download -json golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64",
    );

    const again = await machine.run("scripts/run", [], { FAKE_GO: "1.19.8" });
    expect(again.stderr, "the second time it is there").toBe("");
  });

  it("brings none that nobody verifies", async () => {
    await using machine = await FakeMachine.create({ programs });
    await machine.startDaemon();
    const env = {
      FAKE_GO: "1.22.0",
      FAKE_GO_ENV: '{"GOSUMDB":"off","GOHOSTOS":"linux","GOHOSTARCH":"amd64"}',
    };
    const { code, stderr, stdout } = await machine.run("scripts/run", ["--source", "build"], env);
    expect(stderr).toBe(
      "tkglab: Bringing Go 1.26.8 (the Go on this machine is 1.22.0, 1.26.2 or newer is needed): GOSUMDB=off keeps Go's " +
        "checksum database from verifying it, so nothing is downloaded\n" +
        "  what to do: take GOSUMDB out of the environment and of `go env`, or install a newer Go yourself\n",
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await machine.calls("go")).not.toContainEqual(expect.stringContaining("mod download"));
  });

  it("stops where Go is too old to bring another one", async () => {
    await using machine = await FakeMachine.create({ programs });
    await machine.startDaemon();
    const { code, stderr } = await machine.run("scripts/run", ["--source", "build"], { FAKE_GO: "1.15.9" });
    expect(stderr).toBe(
      "tkglab: Bringing Go 1.26.8 (the Go on this machine is 1.15.9, 1.26.2 or newer is needed): Go before 1.18 cannot " +
        "bring a newer one\n  what to do: install Go 1.26.2 or newer and put it first in PATH\n",
    );
    expect(code).toBe(2);
  });

  it("goes on without it where images may be pulled, and says so", async () => {
    await using machine = await FakeMachine.create({ programs });
    await machine.startDaemon();
    const { code, stderr } = await machine.run("scripts/run", [], { FAKE_GO: "1.15.9" });
    expect(stderr).toContain("what cannot be pulled cannot be built without Go 1.26.2 or newer\n");
    expect(code).toBe(0);
  });
});
