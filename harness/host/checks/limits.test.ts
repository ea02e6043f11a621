import { describe, expect, it } from "vitest";
import { fakeHost, usualDocker } from "../fake-host.ts";
import { gibibyte } from "../finding.ts";
import { checkCgroups } from "./cgroups.ts";
import { checkDisk } from "./disk.ts";
import { checkInotify } from "./inotify.ts";
import { checkMemory } from "./memory.ts";
import { checkOpenFiles } from "./open-files.ts";
import { checkPorts } from "./ports.ts";

describe("checkInotify", () => {
  const host = (watches: number, instances: number) =>
    fakeHost({
      files: {
        "/proc/sys/fs/inotify/max_user_watches": `${watches}\n`,
        "/proc/sys/fs/inotify/max_user_instances": `${instances}\n`,
      },
    });

  it("is content with what kind asks for", async () => {
    expect(await checkInotify(host(524_288, 512))).toMatchObject({ status: "ok" });
  });

  it("raises only what is too low", async () => {
    expect(await checkInotify(host(600_000, 128))).toMatchObject({
      status: "warning",
      saw: "max_user_watches 600000, max_user_instances 128",
      cure: "sudo sysctl fs.inotify.max_user_instances=512",
    });
  });

  it("does not take a missing file for enough", async () => {
    expect(await checkInotify(fakeHost({}))).toMatchObject({ status: "warning" });
  });
});

describe("checkDisk", () => {
  const check = (docker: number, cache: number) =>
    checkDisk(
      fakeHost({
        files: { "/var/lib/docker": "" },
        free: { "/var/lib/docker": docker * gibibyte, "/cache": cache * gibibyte },
      }),
      usualDocker,
    );

  it("judges by the tightest place", async () => {
    expect(await check(15, 15)).toMatchObject({ status: "ok" });
    expect(await check(14.9, 50)).toMatchObject({ status: "warning" });
    expect(await check(50, 4.9)).toMatchObject({
      status: "problem",
      saw: "50.0 GiB for Docker (/var/lib/docker), 4.9 GiB for cache (/cache)",
      cure: "make room up to 15.0 GiB: tkglab images prune, docker system prune",
    });
  });

  it("does not look for another machine's folder on this one", async () => {
    expect(await checkDisk(fakeHost({}), usualDocker)).toMatchObject({ saw: "100.0 GiB for cache (/cache)" });
  });
});

describe("checkMemory", () => {
  const check = (total: number, available: number) => {
    const kib = (gib: number) => gib * 1024 * 1024;
    const meminfo = `MemTotal:       ${kib(total)} kB\nMemFree: 1 kB\nMemAvailable:   ${kib(available)} kB\n`;
    return checkMemory(fakeHost({ files: { "/proc/meminfo": meminfo } }));
  };

  it("tells a machine that is too small from one that is busy", async () => {
    expect(await check(8, 6)).toMatchObject({ status: "ok", saw: "6.0 GiB available of 8.0 GiB" });
    expect(await check(8, 3)).toMatchObject({ status: "warning" });
    expect(await check(4, 4)).toMatchObject({
      status: "problem",
      cure: "use a machine with at least 6.0 GiB",
    });
  });
});

describe("checkOpenFiles", () => {
  const check = (hard: string) =>
    checkOpenFiles(
      fakeHost({
        files: { "/proc/self/limits": `Max open files            1024                 ${hard}      files\n` },
      }),
    );

  it("looks at the hard limit", async () => {
    expect(await check("20000")).toMatchObject({ status: "ok", saw: "20000 per process" });
    expect(await check("unlimited")).toMatchObject({ status: "ok" });
    expect(await check("4096")).toMatchObject({ status: "warning" });
  });
});

describe("checkPorts", () => {
  const head = "  sl  local_address rem_address   st tx_queue\n";
  const row = (local: string, state = "0A") => `   0: ${local} 00000000:0000 ${state} 00000000:00000000\n`;
  const check = (tcp: string, tcp6 = "") =>
    checkPorts(fakeHost({ files: { "/proc/net/tcp": head + tcp, "/proc/net/tcp6": head + tcp6 } }));

  it("sees a listener on loopback and on every address", async () => {
    const everywhere6 = row("00000000000000000000000000000000:01BB");
    expect(await check(row("0100007F:0050"), everywhere6)).toMatchObject({
      status: "warning",
      saw: "taken: 80, 443; the Source-to-URL demo needs them, nothing else does",
      cure: "sudo ss -ltnp '( sport = 80 or sport = 443 )'",
    });
  });

  it("lets other ports, other addresses and mere connections be", async () => {
    const others = row("0100007F:1F90") + row("0A01A8C0:0050") + row("0100007F:01BB", "01");
    expect(await check(others)).toMatchObject({ status: "ok", saw: "free" });
  });
});

describe("checkCgroups", () => {
  const check = (...mounts: readonly string[]) =>
    checkCgroups(fakeHost({ files: { "/proc/mounts": mounts.join("\n") } }));
  const v2 = "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0";
  const v1 = "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0";

  it("tells the kinds apart", async () => {
    expect(await check(v2)).toMatchObject({ status: "ok", saw: "v2" });
    expect((await check(v1)).saw).toMatch(/^v1; /);
    expect((await check(v1, "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0")).saw).toMatch(/^hybrid /);
    expect(await check("proc /proc proc rw 0 0")).toMatchObject({
      status: "problem",
      saw: "none is mounted",
    });
  });
});
