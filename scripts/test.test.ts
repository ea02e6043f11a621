import { describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-machine.ts";

describe("scripts/test", { timeout: 30_000 }, () => {
  it.each(["scripts/test", ".ci/run"])(
    "%s says what the host lacks, ends with the count, and exits 2",
    async (script) => {
      await using machine = await FakeMachine.create({
        programs: ["docker", "dockerd", "iptables", "go", "cc"],
      });
      const { code, stdout } = await machine.run(script, ["--no-install", "--only", "host,contract"]);
      expect(stdout.replace(/in \d+\.\d s/, "in N s")).toBe(
        "\n== host\n" +
          "Preparing this machine: chromium, openssl, debootstrap are missing, and not installed here: --no-install is set\n" +
          "  what to do: sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium openssl debootstrap\n" +
          "== host: 0 passed, 1 failed in N s\n" +
          "\n== contract: not run, because host did not pass\n" +
          "\n0 passed, 1 failed\n",
      );
      expect(code).toBe(2);
    },
  );

  it("installs what only the tests need", async () => {
    await using machine = await FakeMachine.create({
      programs: ["docker", "dockerd", "iptables", "go", "cc", "debootstrap", "apt-get", "apt-cache"],
    });
    await machine.startDaemon();
    const { code, stdout } = await machine.run("scripts/test", ["--only", "host"]);
    expect(await machine.calls("apt-get")).toContain(
      "-o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium openssl",
    );
    expect(stdout).toMatch(/\n1 passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  it("refuses what it does not know as wrong usage", async () => {
    await using machine = await FakeMachine.create({});
    const { code, stderr } = await machine.run("scripts/test", ["--only", "everything"]);
    expect(stderr).toBe(
      "tkglab: Choosing the parts to run: there is no everything\n" +
        "  what to do: scripts/test --only host,types,lint,format,go,build,unit,images,contract,scenarios\n",
    );
    expect(code).toBe(3);
  });
});
