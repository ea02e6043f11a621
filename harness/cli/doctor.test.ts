import { describe, expect, it } from "vitest";
import { fakeHost } from "../host/fake-host.ts";
import { doctorCommand } from "./doctor.ts";

const info = JSON.stringify({
  ServerVersion: "28.2.2",
  DefaultRuntime: "runc",
  Runtimes: { runc: { path: "runc" } },
});
const healthy = fakeHost({
  files: {
    "/proc/mounts": "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0",
    "/proc/meminfo": "MemTotal: 8388608 kB\nMemAvailable: 8388608 kB",
  },
  programs: { "docker info": { stdout: info } },
});

interface Given {
  readonly host?: typeof healthy;
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

async function doctor(args: readonly string[], { host = healthy, isTTY = false, env = {} }: Given = {}) {
  const codes: number[] = [];
  let printed = "";
  const stdout = { isTTY, write: (text: string) => (printed += text) };
  const leftovers = () => Promise.resolve([]);
  const exit = (code: number) => codes.push(code);
  await doctorCommand({ host, leftovers, stdout, env, exit }).parseAsync([...args], { from: "user" });
  return { printed, codes };
}

describe("tkglab doctor", () => {
  it("exits 0 when there are warnings at most", async () => {
    const { printed, codes } = await doctor([]);
    expect(printed).toMatch(/\n14 checks: 0 problems, \d+ warnings\n$/);
    expect(codes).toEqual([0]);
  });

  it("exits 2 when there is a problem", async () => {
    const { printed, codes } = await doctor([], { host: fakeHost({}) });
    expect(printed).toContain("PROBLEM  Docker");
    expect(codes).toEqual([2]);
  });

  it("prints nothing but findings as JSON when asked to", async () => {
    const { printed } = await doctor(["--json"], { isTTY: true });
    expect(JSON.parse(printed)).toContainEqual(expect.objectContaining({ id: "docker", status: "ok" }));
  });

  it("uses colour on a terminal only, and never against NO_COLOR", async () => {
    const colored = async (given: Given) => (await doctor([], given)).printed.includes("\u001b[");
    expect(await colored({ isTTY: true })).toBe(true);
    expect(await colored({ isTTY: false })).toBe(false);
    expect(await colored({ isTTY: true, env: { NO_COLOR: "1" } })).toBe(false);
    expect(await colored({ isTTY: true, env: { NO_COLOR: "" } })).toBe(true);
  });
});
