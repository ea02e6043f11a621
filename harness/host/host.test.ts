import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { thisHost } from "./host.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "tkglab-host-"));
  await writeFile(join(root, "there"), "text\n");
});
afterAll(() => rm(root, { recursive: true }));

describe("thisHost", () => {
  const host = () => thisHost({ cacheDir: join(root, "cache"), root });

  it("reads a file, and tells one that is not there", async () => {
    expect(await host().read("/there")).toBe("text\n");
    expect(await host().read("/missing")).toBeUndefined();
    expect([await host().exists("/there"), await host().exists("/there/below")]).toEqual([true, false]);
  });

  it("does not take a folder for a file", async () => {
    await expect(host().read("/")).rejects.toThrow("EISDIR");
  });

  it("tells a program that is not installed from one that fails", async () => {
    expect(await host().run("tkglab-no-such-program", [])).toBeUndefined();
    expect(await host().run(process.execPath, ["--eval", "process.exit(3)"])).toMatchObject({ exitCode: 3 });
  });

  it("measures free space where a folder would be", async () => {
    expect(await host().freeBytes(join(root, "not/yet/there"))).toBeGreaterThan(0);
  });
});
