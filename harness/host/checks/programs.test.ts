import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeHost } from "../fake-host.ts";
import { isAtLeast } from "../version.ts";
import { checkDebootstrap } from "./debootstrap.ts";
import { checkDockerInit } from "./docker-init.ts";
import { checkGo, leastGo } from "./go.ts";
import { checkNode } from "./node.ts";

describe("leastGo", () => {
  it("is what the modules under fixtures/modules ask for", async () => {
    const modules = join(import.meta.dirname, "../../../fixtures/modules");
    const files = (await readdir(modules)).map((module) => join(modules, module, "go.mod"));
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const asked = texts.map((text) => /^go (\S+)$/m.exec(text)?.[1] ?? "(no go line)");
    expect(asked.filter((version) => !isAtLeast(leastGo, version))).toEqual([]);
    expect(asked).toContain(leastGo);
  });
});

describe("checkGo", () => {
  const check = (stdout: string) => checkGo(fakeHost({ programs: { "go version": { stdout } } }));

  it("accepts a Go that builds everything", async () => {
    expect(await check("go version go1.26.8 linux/amd64")).toMatchObject({ status: "ok", saw: "1.26.8" });
  });

  it("only warns of an older or a missing one, because images can be pulled", async () => {
    expect(await check("go version go1.19.8 linux/amd64")).toMatchObject({
      status: "warning",
      saw: `1.19.8; ${leastGo} or newer is needed`,
    });
    expect(await checkGo(fakeHost({}))).toMatchObject({ status: "warning", saw: "no go on the PATH" });
  });
});

describe("checkDebootstrap", () => {
  it("warns where it is missing", async () => {
    const there = fakeHost({ programs: { "debootstrap --version": { stdout: "debootstrap 1.0.128" } } });
    expect(await checkDebootstrap(there)).toMatchObject({ status: "ok", saw: "debootstrap 1.0.128" });
    expect(await checkDebootstrap(fakeHost({}))).toMatchObject({ status: "warning" });
  });
});

describe("checkNode", () => {
  it("takes an older Node for a problem", () => {
    expect(checkNode(fakeHost({ nodeVersion: "v24.1.0" })).status).toBe("ok");
    expect(checkNode(fakeHost({ nodeVersion: "v22.9.0" }))).toMatchObject({
      status: "problem",
      saw: "v22.9.0",
    });
  });
});

describe("checkDockerInit", () => {
  const check = (text: string) => checkDockerInit(fakeHost({ files: { "/etc/docker/daemon.json": text } }));

  it("finds the setting that keeps nodes from booting", async () => {
    expect(await check('{ "init" : true }')).toMatchObject({ status: "problem" });
    expect(await check('{ "init": false, "log-driver": "init" }')).toMatchObject({ status: "ok" });
    expect(await checkDockerInit(fakeHost({}))).toMatchObject({ status: "ok" });
  });
});
