import { describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-machine.ts";

const apt = ["apt-get", "apt-cache"];
const docker = ["docker", "dockerd", "iptables"];
const builders = ["debootstrap", "cc", "go"];
const everything = [...apt, ...docker, ...builders];
const incomplete = {
  "/proc/self/status": "CapBnd:\t000001fffeffffff\n",
  "/proc/1/status": "CapBnd:\t000001fffeffffff\n",
};
const silence =
  "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
const runningLacking = {
  ...incomplete,
  "/var/run/docker.pid": "42\n",
  "/proc/42/comm": "dockerd\n",
  "/proc/42/status": "CapBnd:\t000001fffeffffff\n",
};

/** Starts scripts/run with --no-install, and gives what a person sees of it. */
async function refusedRun(
  machine: FakeMachine,
  args: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const { code, stdout, stderr } = await machine.run("scripts/run", ["--no-install", ...args], env);
  expect(stdout, "tkglab itself must not have been started").toBe("");
  return { code, stderr: machine.shown(stderr) };
}

describe("scripts/run", { timeout: 30_000 }, () => {
  it("hands the arguments on without its own, says nothing, and ends with tkglab's exit code", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    await machine.startDaemon();
    const args = ["--tag", "a b", "--no-install", "x/*"];
    const ran = await machine.run("scripts/run", args, { FAKE_EXIT: "7" });
    expect(JSON.parse(ran.stdout)).toMatchObject({ args: ["run", "--tag", "a b", "x/*"] });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 7, stderr: "" });
  });

  it("becomes tkglab, so that signals and the terminal are tkglab's own", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    await machine.startDaemon();
    const ran = await machine.run("scripts/run", []);
    expect(JSON.parse(ran.stdout)).toMatchObject({ pid: ran.pid });
  });

  it("shows its own help before tkglab's, without looking at the host", async () => {
    await using machine = await FakeMachine.create({});
    const { stdout, code } = await machine.run("scripts/run", ["--help"]);
    expect(stdout).toContain("--no-install (or TKGLAB_NO_INSTALL=1)");
    expect(stdout).toContain('"args":["run","--help"]');
    expect(code).toBe(0);
  });

  it("installs what is missing and starts the daemon by hand, as root on Debian without systemd", async () => {
    await using machine = await FakeMachine.create({ programs: apt });
    const { code, stdout, stderr } = await machine.run("scripts/run", []);
    expect(JSON.parse(stdout)).toMatchObject({ args: ["run"] });
    expect(machine.shown(stderr).replace(/process \d+/, "process N")).toBe(
      "tkglab: Installing docker.io, iptables, debootstrap, golang-go, gcc, libc6-dev; this takes a minute or two\n" +
        "tkglab: Docker's daemon was not running: started it (process N, log <dir>/cache/host/dockerd.log); it stays up\n",
    );
    expect(await machine.calls("apt-get")).toEqual([
      "-o DPkg::Lock::Timeout=300 update",
      "-o DPkg::Lock::Timeout=300 install -y --no-install-recommends docker.io iptables debootstrap golang-go gcc libc6-dev",
    ]);
    expect(await machine.calls("dockerd")).toEqual([""]);
    expect(code).toBe(0);
  });

  it("shows apt-get's last words when it cannot install", async () => {
    await using machine = await FakeMachine.create({ programs: apt });
    const { code, stderr } = await machine.run("scripts/run", ["--source", "pull"], { FAKE_APT: "fails" });
    expect(stderr).toBe(
      "tkglab: Installing docker.io, iptables; this takes a minute or two\n" +
        "tkglab: Installing docker.io, iptables: apt-get -o DPkg::Lock::Timeout=300 update ended with exit code 100: " +
        "E: Unable to fetch some archives\n" +
        "  what to do: see whether this machine reaches its Debian mirror: apt-get update\n",
    );
    expect(code).toBe(2);
  });
});

describe("scripts/run without the right to install", { timeout: 30_000 }, () => {
  const install = "sudo apt-get update && sudo apt-get install -y --no-install-recommends";

  it("names what is missing and the command, under --no-install", async () => {
    await using machine = await FakeMachine.create({ programs: apt });
    expect(await refusedRun(machine, ["--source", "build"])).toEqual({
      code: 2,
      stderr:
        "tkglab: Preparing this machine: docker, dockerd, iptables, debootstrap, go, cc are missing, and not installed here: " +
        `--no-install is set\n  what to do: ${install} docker.io iptables debootstrap golang-go gcc libc6-dev\n`,
    });
    expect(await machine.calls("apt-get")).toEqual([]);
  });

  it("does so for who is not root", async () => {
    await using machine = await FakeMachine.create({ programs: apt });
    const { code, stderr } = await machine.run("scripts/run", ["--source", "pull"], { FAKE_UID: "1000" });
    expect(stderr).toBe(
      "tkglab: Preparing this machine: docker, dockerd, iptables are missing, and not installed here: " +
        `this user is not root\n  what to do: ${install} docker.io iptables\n`,
    );
    expect(code).toBe(2);
  });

  it("does so on another distribution, with that one's command", async () => {
    const files = { "/etc/os-release": 'ID=fedora\nPRETTY_NAME="Fedora Linux 43"\n' };
    await using machine = await FakeMachine.create({ programs: apt, files });
    const { code, stderr } = await machine.run("scripts/run", ["--source", "pull"]);
    expect(stderr).toBe(
      "tkglab: Preparing this machine: docker, dockerd, iptables are missing, and not installed here: " +
        "this is Fedora Linux 43, not Debian or Ubuntu\n  what to do: sudo dnf install -y moby-engine iptables\n",
    );
    expect(code).toBe(2);
  });

  it("goes on without what only building needs, and says so", async () => {
    await using machine = await FakeMachine.create({ programs: docker });
    await machine.startDaemon();
    const { code, stderr } = await machine.run("scripts/run", ["--no-install"]);
    expect(stderr).toBe(
      `tkglab: debootstrap, go, cc missing: what cannot be pulled cannot be built (${install} debootstrap golang-go gcc libc6-dev)\n`,
    );
    expect(code).toBe(0);
  });
});

describe("scripts/run and Docker's daemon", { timeout: 30_000 }, () => {
  it("does not start one under --no-install", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    expect(await refusedRun(machine)).toEqual({
      code: 2,
      stderr:
        `tkglab: Preparing Docker: the daemon does not answer, and it is not started here (--no-install is set); docker says: ${silence}\n` +
        "  what to do: sudo sh -c 'setsid dockerd >>/var/log/dockerd.log 2>&1 </dev/null &'\n",
    });
    expect(await machine.calls("dockerd")).toEqual([]);
  });

  it("shows its last lines when it ends at once", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    const { code, stderr } = await machine.run("scripts/run", [], { FAKE_DOCKERD: "dies" });
    expect(machine.shown(stderr)).toBe(
      "tkglab: Starting Docker's daemon: it ended with exit code 1; its last lines:\n" +
        "failed to start daemon: error initializing graphdriver: no space left on device\n" +
        "  what to do: less <dir>/cache/host/dockerd.log\n",
    );
    expect(code).toBe(2);
  });

  it("leaves a daemon elsewhere to its owner", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    const { code, stderr } = await machine.run("scripts/run", [], { DOCKER_HOST: "tcp://builder:2376" });
    expect(stderr).toBe(
      `tkglab: Preparing Docker: DOCKER_HOST is tcp://builder:2376, and nobody answers there: ${silence}\n` +
        "  what to do: unset DOCKER_HOST\n",
    );
    expect(code).toBe(2);
  });

  it("tells who may not use the socket what to do", async () => {
    await using machine = await FakeMachine.create({ programs: everything });
    const { code, stderr } = await machine.run("scripts/run", [], {
      FAKE_DOCKER: "forbidden",
      FAKE_UID: "1000",
    });
    expect(stderr).toBe(
      "tkglab: Preparing Docker: permission denied while trying to connect to the Docker daemon socket\n" +
        '  what to do: sudo usermod -aG docker "$USER", then log in again\n',
    );
    expect(code).toBe(2);
  });

  it("waits for one that is still starting instead of starting a second one", async () => {
    const files = { "/var/run/docker.pid": "42\n", "/proc/42/comm": "dockerd\n" };
    await using machine = await FakeMachine.create({ programs: everything, files });
    const { code, stderr } = await machine.run("scripts/run", [], { FAKE_DOCKER: "late" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await machine.calls("dockerd")).toEqual([]);
  });

  it("starts it by systemd where that runs", async () => {
    await using machine = await FakeMachine.create({
      programs: [...everything, "systemctl"],
      files: { "/run/systemd/system/.keep": "" },
    });
    const { code, stderr } = await machine.run("scripts/run", []);
    expect(stderr).toBe(
      "tkglab: Docker's daemon was not running: started it (systemctl stop docker stops it)\n",
    );
    expect(await machine.calls("systemctl")).toEqual(["start docker"]);
    expect(code).toBe(0);
  });
});

describe("scripts/run where the capability bounding set is incomplete", { timeout: 30_000 }, () => {
  it("builds the OCI runtime and starts the daemon with it", async () => {
    await using machine = await FakeMachine.create({ programs: everything, files: incomplete });
    const { code } = await machine.run("scripts/run", []);
    const path = `${machine.cache}/host/tkglab-oci-runtime`;
    expect(await machine.calls("dockerd")).toEqual([`--add-runtime tkglab=${path} --default-runtime tkglab`]);
    expect(await machine.read(path)).toBe("built\n");
    expect(code).toBe(0);
  });

  it("gives systemd a drop-in and leaves /etc/docker alone", async () => {
    await using machine = await FakeMachine.create({
      programs: [...everything, "systemctl"],
      files: { ...incomplete, "/run/systemd/system/.keep": "" },
    });
    const { code } = await machine.run("scripts/run", []);
    const root = `${machine.dir}/root`;
    expect(await machine.read(`${root}/etc/systemd/system/docker.service.d/tkglab.conf`)).toContain(
      "\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// $DOCKER_OPTS " +
        `--add-runtime tkglab=${machine.cache}/host/tkglab-oci-runtime --default-runtime tkglab\n`,
    );
    await expect(machine.read(`${root}/etc/docker/daemon.json`)).rejects.toThrow("ENOENT");
    expect(await machine.calls("systemctl")).toEqual([
      "cat docker.service",
      "daemon-reload",
      "restart docker",
    ]);
    expect(code).toBe(0);
  });

  it("never restarts a daemon that is not ours", async () => {
    await using machine = await FakeMachine.create({ programs: everything, files: runningLacking });
    await machine.startDaemon();
    const { code, stderr } = await machine.run("scripts/run", []);
    expect(stderr).toBe(
      "tkglab: Preparing Docker: the daemon that runs (process 42) lacks CAP_SYS_RESOURCE, so no privileged container " +
        "can start, and its runtime runc does not make up for it\n" +
        "  what to do: sudo kill 42, then start scripts/run as root: it starts a daemon with tkglab's OCI runtime\n",
    );
    expect(await machine.calls("go")).not.toContainEqual(expect.stringContaining("build"));
    expect(code).toBe(2);
  });

  it("builds the runtime again where a running daemon names it and it is gone", async () => {
    await using machine = await FakeMachine.create({ programs: everything, files: runningLacking });
    await machine.startDaemon();
    const path = `${machine.cache}/host/tkglab-oci-runtime`;
    const env = { FAKE_RUNTIME: "tkglab", FAKE_RUNTIME_PATH: path };
    expect((await machine.run("scripts/run", [], env)).code).toBe(0);
    expect(await machine.read(path)).toBe("built\n");
    const again = await machine.run("scripts/run", [], env);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect((await machine.calls("go")).filter((call) => call.startsWith("build"))).toHaveLength(1);
  });
});
